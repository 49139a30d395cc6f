# Puts files where the package puts them; the trees are mounted.
set -eu
cd /opt/systemd
for unit in gatehouse.service gatehouse-agent@.socket gatehouse-worker@.service; do
    install -D -m 0644 "$unit" "/usr/lib/systemd/system/$unit"
done
install -D -m 0644 gatehouse.sysusers /usr/lib/sysusers.d/gatehouse.conf
install -D -m 0644 gatehouse.tmpfiles /usr/lib/tmpfiles.d/gatehouse.conf
ln -s ../lib/gatehouse/bin/gatehouse /usr/bin/gatehouse
ln -s ../lib/forge/bin/forge ../lib/forge/bin/git-remote-forge /usr/bin/
install -d -m 0755 /etc/gatehouse
systemd-sysusers gatehouse.conf
systemd-tmpfiles --create gatehouse.conf
systemctl daemon-reload

# As an operator installs it; the trees are mounted. The agents' shim is beside it on this host.
set -eu
dpkg --install /opt/dist/gatehouse_*.deb
ln -s /opt/dist/forge/bin/forge /opt/dist/forge/bin/git-remote-forge /usr/bin/

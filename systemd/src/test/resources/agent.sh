# An agent under load: agent.sh NAME. Calls and pushes, one thing after the other, until
# /run/load/stop is there. In its home it leaves
#   log     a line for each: began, ended (nanoseconds), what, exit status, and what a failed one said
#   pushed  the commits that the forge was said to have taken
set -u
name=$1
socket=/run/gatehouse/agents/$name/forge.sock
export HOME="/home/$name" GATEHOUSE_SOCKET="$socket"
cd "$HOME" || exit 1
rm -rf work log pushed ready
git config --global user.name "$name"
git config --global user.email "$name@example.org"
git clone -q forge::charles/claude-hooks work || exit 1
cd work || exit 1
# What it pushed when it was under load before is gone on from.
git checkout -q -B "$name/load" "origin/$name/load" 2>/dev/null || git checkout -q -B "$name/load"
touch ../log ../pushed ../ready

attempt() {
    what=$1
    shift
    began=$(date +%s%N)
    said=$("$@" 2>&1)
    status=$?
    ended=$(date +%s%N)
    [ "$status" != 0 ] || said=
    echo "$began $ended $what $status $(printf %s "$said" | tr '\n' ' ' | cut -c 1-400)" >>../log
    return "$status"
}

repository=http://forge/api/v1/repos/charles/claude-hooks
number=0
until [ -e /run/load/stop ]; do
    number=$((number + 1))
    attempt call curl -sS --fail-with-body -m 300 --unix-socket "$socket" "$repository"
    # Three on one connection, which is idle between them.
    attempt kept curl -sS --fail-with-body -m 300 --rate 3/s --unix-socket "$socket" \
        "$repository/issues/[1-3]"
    attempt shim forge api repos/charles/claude-hooks
    git commit -q --allow-empty -m "$name $number"
    attempt push git push -q origin "HEAD:refs/heads/$name/load" && git rev-parse HEAD >>../pushed
done

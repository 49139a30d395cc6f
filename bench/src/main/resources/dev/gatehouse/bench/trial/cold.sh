# cold.sh ROUNDS FILE: runs each command of the file in turn, ROUNDS times, and prints its name, its
# exit status and how many microseconds it took, one line a run. A line of the file is a name, a tab
# and the words of a command, without quotes. For bash, which tells the time without a process.
LC_ALL=C
export LC_ALL
names=()
lines=()
while IFS=$'\t' read -r name line; do
    names+=("$name")
    lines+=("$line")
done <"$2"
for ((round = 0; round < $1; round++)); do
    for at in "${!names[@]}"; do
        # shellcheck disable=SC2206 # the line is words
        command=(${lines[at]})
        began=$EPOCHREALTIME
        "${command[@]}" >/dev/null 2>&1 </dev/null
        status=$?
        ended=$EPOCHREALTIME
        printf '%s\t%s\t%s\n' "${names[at]}" "$status" "$((${ended/./} - ${began/./}))"
    done
done

# components.tsv to CycloneDX 1.5. Each line is: kind, name, version, architecture.
BEGIN {
    FS = "\t"
    print "{"
    print "  \"bomFormat\": \"CycloneDX\","
    print "  \"specVersion\": \"1.5\","
    print "  \"version\": 1,"
    print "  \"metadata\": { \"component\": { \"type\": \"container\", \"name\": " text(name) \
        ", \"version\": " text(version) " } },"
    print "  \"components\": ["
}
{
    if (NF < 3) {
        print "sbom.awk: line " NR " has no version: " $0 > "/dev/stderr"
        failed = 1
        exit 1
    }
    if (NR > 1) print ","
    printf "    { \"type\": %s, \"name\": %s, \"version\": %s, \"purl\": %s }", \
        text($1 == "npm" || $1 == "deb" ? "library" : "application"), text($2), text($3), text(purl())
}
END {
    if (!failed) print "\n  ]\n}"
}
function purl() {
    if ($1 == "deb") return "pkg:deb/debian/" escaped($2) "@" escaped($3) "?arch=" $4 "&distro=" distribution
    if ($1 == "npm") return "pkg:npm/" escaped($2) "@" escaped($3)
    return "pkg:generic/" escaped($2) "@" escaped($3)
}
function escaped(value) {
    gsub(/%/, "%25", value)
    gsub(/@/, "%40", value)
    gsub(/\+/, "%2B", value)
    gsub(/:/, "%3A", value)
    return value
}
function text(value) {
    gsub(/\\/, "\\\\", value)
    gsub(/"/, "\\\"", value)
    gsub(/[\001-\037]/, " ", value)
    return "\"" value "\""
}

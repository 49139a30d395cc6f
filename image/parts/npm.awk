# The lock file that npm leaves in node_modules, with what is installed, to lines of components.tsv.
/^    "node_modules\// {
    name = $1
    sub(/^"/, "", name)
    sub(/":.*/, "", name)
    sub(/.*node_modules\//, "", name)
}
/^      "version": / && name != "" {
    version = $2
    gsub(/[",]/, "", version)
    print "npm\t" name "\t" version
    name = ""
}

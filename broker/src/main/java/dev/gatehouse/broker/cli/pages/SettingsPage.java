package dev.gatehouse.broker.cli.pages;

/// The man page of the configuration, section 5. What it says of the settings is the commented
/// example itself, which a test holds to the settings that there are.
final class SettingsPage {
    private SettingsPage() {}

    static String of(String example, Edition edition) {
        Roff page = edition.page("gatehouse.yaml", 5);
        page.section("NAME");
        page.paragraph("gatehouse.yaml - configuration of the broker and of its agents");
        page.section("DESCRIPTION");
        page.paragraph(
                "/etc/gatehouse/gatehouse.yaml is YAML. 'gatehouse config check' says all that is"
                        + " wrong with a file at once, with line and column. A broker that runs watches"
                        + " the file and takes a valid change into force; with an invalid one it keeps"
                        + " what it has, and says so in its log.");
        page.paragraph(
                "The file holds no secret, and needs to be readable for the broker's user only.");
        page.section("EVERY SETTING");
        page.verbatim(example);
        page.section("SEE ALSO");
        page.paragraph(
                "gatehouse(1), gatehouse-config-check(1), gatehouse-policy-roles(1), gatehouse-serve(1)");
        return page.toString();
    }
}

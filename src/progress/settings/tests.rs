use super::{Setting, Settings, Theme, told, with};
use crate::base::{Lang, Strings, languages};
use crate::progress::Home;

#[test]
fn what_cannot_be_taken_is_named_and_the_default_stands() {
    for (text, theme, faults) in [
        ("", Theme::Auto, &[][..]),
        ("# mine\ntheme = \"light\"\nascii = true\n", Theme::Light, &[]),
        (
            "theme = \"sepia\"\nascii = \"yes\"\n",
            Theme::Auto,
            &[
                "settings.toml:1:9: “theme” cannot have this value; it can have: \"auto\", \"dark\", \"light\", \
                 \"high-contrast\", \"no-color\". Write one of them; until then it is as if the line were not there.",
                "settings.toml:2:9: “ascii” cannot have this value; it can have: false, true. Write one of them; until \
                 then it is as if the line were not there.",
            ],
        ),
        (
            "  thme = 1\ntheme = \"dark\"\n[more]\nx = 1\n",
            Theme::Dark,
            &[
                "settings.toml:1:3: There is no setting “thme”; there are: language, theme, ascii, mouse, motion, editor. Put the \
                 name right or take the line out.",
                "settings.toml:3:2: There is no setting “more”; there are: language, theme, ascii, mouse, motion, editor. Put the \
                 name right or take the line out.",
            ],
        ),
        (
            "theme = light\n",
            Theme::Auto,
            &["settings.toml:1:9: This is no TOML: a value is wanted, and a text stands in quotation marks. Put this \
               line right."],
        ),
        (
            "language = \"xx\"\n",
            Theme::Auto,
            &[
                "settings.toml:1:12: “language” cannot have this value; it can have: \"en\", \"ko\". Write one of them; \
               until then it is as if the line were not there.",
            ],
        ),
    ] {
        let (settings, problems) = Settings::parse(text);
        let english = Strings::new(&Lang::new("en").expect("a code"));
        let said = told(&problems, &english);
        assert_eq!(said.lines().collect::<Vec<_>>(), faults, "{text}");
        assert_eq!(settings.theme, theme, "{text}");
        for lang in languages() {
            assert_eq!(told(&problems, &Strings::new(&lang)).lines().count(), faults.len(), "{lang}");
        }
    }
}

#[test]
fn a_change_leaves_the_rest_as_it_was_written() {
    for (before, after) in [
        ("", "theme = \"light\"\n"),
        ("# c\nascii = true", "# c\nascii = true\ntheme = \"light\"\n"),
        ("theme='dark' # why\n\n# end\nascii = false\n", "theme=\"light\" # why\n\n# end\nascii = false\n"),
        ("ascii = true\n# later\n[more]\nx = 1\n", "ascii = true\n# later\ntheme = \"light\"\n[more]\nx = 1\n"),
        ("thme = 1\n", "thme = 1\ntheme = \"light\"\n"),
    ] {
        assert_eq!(with(before, Setting::Theme, "light").as_deref(), Ok(after), "{before}");
        assert_eq!(Settings::parse(after).0.theme, Theme::Light, "{after}");
    }
    assert!(with("theme = [", Setting::Theme, "light").is_err(), "a broken file is left alone");
}

#[test]
fn every_choice_is_kept_and_read_again() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let home = Home::at(folder.path().join("new"));
    for setting in Setting::ALL {
        for choice in setting.choices() {
            Settings::keep(&home, setting, &choice).expect("the folder is ours");
            let (settings, problems) = Settings::read(&home);
            assert_eq!((settings.get(setting), problems), (choice, Vec::new()));
        }
        assert!(!Settings::default().set(setting, "none of them"));
    }
    let left: Vec<_> = std::fs::read_dir(home.path()).expect("it was made").collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let home = Home::at(folder.path());
    std::fs::write(home.settings(), b"theme = \"\xff\"").expect("the folder is ours");
    let (settings, problems) = Settings::read(&home);
    assert_eq!((settings, problems.len()), (Settings::default(), 1));
    assert!(Settings::keep(&home, Setting::Ascii, "true").is_err());
    assert_eq!(std::fs::read(home.settings()).expect("it is there"), b"theme = \"\xff\"");
}

//! Files that cannot be read, and files that nothing asks for.

use super::Form;
use crate::base::Lang;
use crate::course::Problem;

impl Form<'_> {
    pub(super) fn files(&mut self) {
        for path in self.pack.paths() {
            if let Err(problem) = self.pack.text(path) {
                self.push(problem);
            } else if !expected(path, self.languages()) {
                self.push(Problem::new("pack-stray").with("path", path).at(path, 1, 1));
            }
        }
    }
}

/// Whether a pack has a place for this path.
fn expected(path: &str, languages: &[Lang]) -> bool {
    let in_language = |name: &str, before: &str, after: &str| {
        let code = name.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        languages.iter().any(|lang| code == Some(lang.as_str()))
    };
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["pack.toml"]
        | ["lessons", "concepts.toml"]
        | ["lessons", _, "chapter.toml"]
        | ["exercises", _, _, "exercise.toml"] => true,
        ["lessons", "setup", script] | ["lessons", _, _, "setup", script] => in_sql(script),
        ["lessons", _, _, name] => in_language(name, "", ".md"),
        ["exercises", _, _, name] => {
            in_language(name, "text.", ".toml")
                || in_language(name, "task.", ".md")
                || in_language(name, "after.", ".md")
        }
        // That these hold exactly the answer's files is checked with the exercise.
        ["exercises", _, _, "setup" | "given" | "starter" | "solution" | "wrong" | "alt", ..] => {
            !matches!(parts[3], "wrong" | "alt") || parts.len() > 5
        }
        _ => false,
    }
}

fn in_sql(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|ext| ext == "sql")
}

#[cfg(test)]
mod tests {
    use crate::base::Lang;

    #[test]
    fn strangers_are_told_from_files() {
        let languages = ["en", "ko"].map(|code| Lang::new(code).expect("a code"));
        for (path, wanted) in [
            ("pack.toml", true),
            ("lessons/setup/shop.sql", true),
            ("lessons/setup/notes.txt", false),
            ("lessons/01-a/README.md", false),
            ("lessons/01-a/01-b/ko.md", true),
            ("lessons/01-a/01-b/de.md", false),
            ("lessons/01-a/01-b/setup/x.sql", true),
            ("exercises/01-a/b/text.ko.toml", true),
            ("exercises/01-a/b/text.de.toml", false),
            ("exercises/01-a/b/notes.md", false),
            ("exercises/01-a/b/given/deep/x.js", true),
            ("exercises/01-a/b/wrong/x/a.sql", true),
            ("exercises/01-a/b/wrong/a.sql", false),
            ("exercises/01-a/b/old/a.sql", false),
        ] {
            assert_eq!(super::expected(path, &languages), wanted, "{path}");
        }
    }
}

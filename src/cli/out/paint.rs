//! Roles as colours of the terminal's own palette (SGR).

use crate::tui::layout::Role;

/// `text` in the look of a role.
pub(in crate::cli) fn colored(role: Role, text: &str) -> String {
    let code = code(role);
    if code.is_empty() || text.trim().is_empty() { text.to_owned() } else { format!("\x1b[{code}m{text}\x1b[0m") }
}

fn code(role: Role) -> &'static str {
    match role {
        Role::Text | Role::CodeBlock | Role::Diagram => "",
        Role::Strong | Role::TableHead | Role::Subheading => "1",
        Role::Emphasis => "3",
        Role::Strike => "9",
        Role::Code | Role::Tip | Role::Action | Role::Constant => "36",
        Role::Link | Role::Term => "4",
        Role::Heading => "1;36",
        Role::Muted | Role::Border => "2",
        Role::Note => "1;34",
        Role::Warning | Role::Changed => "1;33",
        Role::Misconception => "1;35",
        Role::Good | Role::Quoted => "32",
        Role::Bad => "31",
        Role::Keyword => "35",
        Role::Comment => "34;3",
        Role::Name => "33",
    }
}

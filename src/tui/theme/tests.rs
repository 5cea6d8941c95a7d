use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::{Ground, Look, Part, part, role, table};
use crate::progress::Theme;
use crate::tui::layout::Role;

/// What a frame of one cell with this style becomes.
fn applied(look: &Look, style: Style) -> (Color, Color, Modifier) {
    let mut buf = Buffer::empty(Rect::new(0, 0, 1, 1));
    buf.set_string(0, 0, "x", style);
    look.apply(&mut buf);
    let cell = &buf[(0, 0)];
    (cell.fg, cell.bg, cell.modifier)
}

fn every_tag() -> Vec<(String, Style)> {
    let parts = Part::ALL.into_iter().map(|it| (format!("part {it:?}"), part(it)));
    parts.chain(Role::ALL.into_iter().map(|it| (format!("role {it:?}"), role(it)))).collect()
}

#[test]
fn lists_hold_every_part_and_role_in_order() {
    assert!(Part::ALL.into_iter().enumerate().all(|(at, part)| part as usize == at));
    assert!(Role::ALL.into_iter().enumerate().all(|(at, role)| role as usize == at));
}

#[test]
fn looks_of_every_theme() {
    let mut out = String::new();
    for theme in Theme::ALL {
        let look = Look::of(theme, Ground::Dark, true);
        let _ = writeln!(out, "== {}", theme.name());
        for (name, tag) in every_tag() {
            let (fg, bg, modifier) = applied(&look, tag);
            let _ = writeln!(out, "{name:<24} {fg} on {bg} {modifier:?}");
        }
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "../../../tests/snapshots" }, {
        insta::assert_snapshot!("themes", out);
    });
}

#[test]
fn no_colour_is_none_and_wins() {
    for theme in Theme::ALL {
        for (name, tag) in every_tag() {
            let (fg, bg, modifier) = applied(&Look::of(theme, Ground::Light, false), tag);
            assert_eq!((fg, bg), (Color::Reset, Color::Reset), "{name}");
            let said = Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
            assert!(said.contains(modifier), "{name}: {modifier:?}");
        }
    }
}

#[test]
fn the_terminal_says_its_ground() {
    for (value, ground) in [
        (None, None),
        (Some(""), None),
        (Some("15;0"), Some(Ground::Dark)),
        (Some("0;15"), Some(Ground::Light)),
        (Some("0;default;15"), Some(Ground::Light)),
        (Some("12;8"), Some(Ground::Dark)),
        (Some("0;7"), Some(Ground::Light)),
        (Some("default;default"), None),
        (Some("0;300"), None),
    ] {
        assert_eq!(Ground::of(value), ground, "{value:?}");
    }
    for ((red, green, blue), ground) in [
        ((0, 0, 0), Ground::Dark),
        ((40, 44, 52), Ground::Dark),
        ((0, 0, 255), Ground::Dark),
        ((253, 246, 227), Ground::Light),
        ((255, 255, 255), Ground::Light),
    ] {
        assert_eq!(Ground::of_color(red, green, blue), ground, "{red} {green} {blue}");
    }
}

/// Red, green and blue of one of the 240 fixed colours.
fn rgb(color: Color) -> [f64; 3] {
    let Color::Indexed(at @ 16..) = color else { panic!("{color} depends on the terminal") };
    let level = |step: u8| if step == 0 { 0.0 } else { 55.0 + 40.0 * f64::from(step) };
    match at {
        232.. => [8.0 + 10.0 * f64::from(at - 232); 3],
        _ => [level((at - 16) / 36), level((at - 16) / 6 % 6), level((at - 16) % 6)],
    }
}

/// Contrast as WCAG 2 counts it.
fn contrast(one: Color, other: Color) -> f64 {
    let light = |color| {
        let [r, g, b] = rgb(color).map(|c| {
            let c = c / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055_f64).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn light_and_high_contrast_can_be_read() {
    assert!((contrast(Color::Indexed(16), Color::Indexed(231)) - 21.0).abs() < 0.01);
    for (theme, (ink, ground), least) in
        [(Theme::Light, table::LIGHT, 5.0), (Theme::HighContrast, table::HIGH_CONTRAST, 10.0)]
    {
        assert!(contrast(ink, ground) >= 15.0);
        let look = Look::of(theme, Ground::Dark, true);
        for (name, tag) in every_tag() {
            let (fg, bg, modifier) = applied(&look, tag);
            let has = contrast(fg, bg);
            assert!(has >= least, "{theme:?} {name}: {has:.1}");
            assert!(!modifier.contains(Modifier::DIM), "{theme:?} {name}");
        }
    }
}

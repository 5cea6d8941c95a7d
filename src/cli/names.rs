//! Near misses of names.

/// The candidate nearest to `wrong`, where it is near enough to have been meant.
pub(super) fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let most = wrong.chars().count().div_ceil(3);
    candidates
        .into_iter()
        .map(|name| (distance(&wrong, name, most), name))
        .filter(|(distance, name)| *distance <= most || (wrong.len() > 2 && name.contains(&wrong)))
        .min()
        .map(|(_, name)| name)
}

/// Edits that make one text of the other: a character put in, left out, replaced, or two neighbours swapped. Counted up
/// to a little over `most`.
fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(80).collect(), b.chars().take(80).collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_misses_are_found() {
        let names = ["first-query", "atomic-transfer", "cart-decider"];
        for (wrong, meant) in [
            ("frist-query", Some("first-query")),
            ("first_query", Some("first-query")),
            ("FIRST-QUERY", Some("first-query")),
            ("decider", Some("cart-decider")),
            ("cart-decider-x", Some("cart-decider")),
            ("outbox", None),
            ("", None),
        ] {
            assert_eq!(nearest(wrong, names), meant, "{wrong}");
        }
    }
}

//! Glossary terms in texts: `[[concept.id]]` shows the concept's name.

use super::{Block, Concepts, Inline};
use crate::base::Lang;

/// Gives terms without words of their own the names of their concepts; the id where there is none. `concepts` is asked
/// only if there is such a term.
pub(super) fn name<'a>(
    texts: impl IntoIterator<Item = &'a mut Vec<Block>>,
    lang: &Lang,
    concepts: impl FnOnce() -> Concepts,
) {
    let mut ask = Some(concepts);
    let mut known = Concepts::default();
    for blocks in texts {
        each_term(blocks, &mut |id, text| {
            if text.is_empty() {
                if let Some(ask) = ask.take() {
                    known = ask();
                }
                let name = known.0.get(id).and_then(|concept| concept.texts.get(lang)).map(|it| it.name.as_str());
                name.unwrap_or(id).clone_into(text);
            }
        });
    }
}

/// Visits each term's id and words.
fn each_term(blocks: &mut [Block], visit: &mut dyn FnMut(&str, &mut String)) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => each_inline_term(text, visit),
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_term(&mut item.blocks, visit)),
            Block::Table { head, rows, .. } => {
                head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| each_inline_term(cell, visit));
            }
            Block::Callout { blocks, .. } | Block::Quote(blocks) | Block::Footnote { blocks, .. } => {
                each_term(blocks, visit);
            }
            Block::Code { .. }
            | Block::Diagram(_)
            | Block::Rule
            | Block::SqlRun { .. }
            | Block::JsRun { .. }
            | Block::SimPlay(_)
            | Block::Predict(_)
            | Block::Quiz(_)
            | Block::Exercise(_)
            | Block::Notes(_) => {}
        }
    }
}

fn each_inline_term(inlines: &mut [Inline], visit: &mut dyn FnMut(&str, &mut String)) {
    for inline in inlines {
        match inline {
            Inline::Term { concept, text } => visit(concept, text),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Strike(inner)
            | Inline::Link { text: inner, .. } => {
                each_inline_term(inner, visit);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Footnote(_) | Inline::Break => {}
        }
    }
}

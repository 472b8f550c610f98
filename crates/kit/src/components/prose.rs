//! Descriptions of products: the tree of [`domain::view::catalog::prose`] as elements.

use super::picture::{Picture, Span};
use domain::view::catalog::prose::{Block, Inline};
use leptos::prelude::*;

/// The parts of a description.
#[must_use]
pub fn prose(blocks: &[Block]) -> AnyView {
    blocks.iter().map(block).collect_view().into_any()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Paragraph(inside) => view! { <p dir="auto">{inlines(inside)}</p> }.into_any(),
        // The page has a title and a heading of its own above.
        Block::Heading(1, inside) => view! { <h3 dir="auto">{inlines(inside)}</h3> }.into_any(),
        Block::Heading(2, inside) => view! { <h4 dir="auto">{inlines(inside)}</h4> }.into_any(),
        Block::Heading(_, inside) => view! { <h5 dir="auto">{inlines(inside)}</h5> }.into_any(),
        Block::List(first, items) => {
            let items: Vec<_> = items
                .iter()
                .map(|item| view! { <li dir="auto">{prose(item)}</li> })
                .collect();
            match first {
                Some(first) => {
                    let start = (*first != 1).then(|| first.to_string());
                    view! { <ol start=start>{items}</ol> }.into_any()
                }
                None => view! { <ul>{items}</ul> }.into_any(),
            }
        }
        Block::Quote(inside) => view! { <blockquote>{prose(inside)}</blockquote> }.into_any(),
        Block::Verbatim(text) => view! { <pre dir="auto">{text.clone()}</pre> }.into_any(),
        Block::Table(head, rows) => {
            let head: Vec<_> = head
                .iter()
                .map(|cell| view! { <th scope="col" dir="auto">{inlines(cell)}</th> })
                .collect();
            let rows: Vec<_> = rows
                .iter()
                .map(|row| {
                    let cells: Vec<_> = row
                        .iter()
                        .map(|cell| view! { <td dir="auto">{inlines(cell)}</td> })
                        .collect();
                    view! { <tr>{cells}</tr> }
                })
                .collect();
            view! {
                <div class="prose-table">
                    <table>
                        <thead>
                            <tr>{head}</tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }
        Block::Rule => view! { <hr /> }.into_any(),
    }
}

fn inlines(inside: &[Inline]) -> AnyView {
    inside.iter().map(inline).collect_view().into_any()
}

fn inline(inline: &Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Strong(inside) => view! { <strong>{inlines(inside)}</strong> }.into_any(),
        Inline::Emphasis(inside) => view! { <em>{inlines(inside)}</em> }.into_any(),
        Inline::Struck(inside) => view! { <s>{inlines(inside)}</s> }.into_any(),
        Inline::Verbatim(text) => view! { <code>{text.clone()}</code> }.into_any(),
        Inline::Link(to, inside) => {
            // Search engines and other sites learn nothing from a merchant's links.
            let rel = (!to.starts_with('/')).then_some("nofollow noopener noreferrer");
            view! {
                <a href=to.clone() rel=rel>
                    {inlines(inside)}
                </a>
            }
            .into_any()
        }
        Inline::Picture(image) => {
            view! { <Picture image=Some((**image).clone()) span=Span::Page /> }.into_any()
        }
        Inline::Break => view! { <br /> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_is_escaped_everywhere() {
        let hostile = || "\"><script>".to_owned();
        let blocks = [
            Block::Paragraph(vec![
                Inline::Text(hostile()),
                Inline::Verbatim(hostile()),
                Inline::Link(
                    format!("https://{}", hostile()),
                    vec![Inline::Text(hostile())],
                ),
            ]),
            Block::Verbatim(hostile()),
        ];
        let html = Owner::new().with(|| prose(&blocks).to_html());
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("\"><"), "{html}");
    }
}

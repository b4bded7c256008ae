//! The `formatted_body` of a Matrix message: HTML as far as its authors write it, without a tree.

use super::{Entity, Folded, literal, word_before, written};

/// Folds a text of HTML.
pub(super) fn html(raw: &str, out: &mut Folded) {
    let mut at = 0;
    let mut unclosed = false;
    while at < raw.len() {
        let rest = &raw[at..];
        at = match rest.as_bytes()[0] {
            b'<' if !unclosed => match rest.find('>') {
                Some(end) => tag(raw, at, at + end + 1, out),
                None => {
                    unclosed = true;
                    at
                }
            },
            b'&' => match character_reference(rest) {
                Some((c, len)) => {
                    out.seen(c, at..at + len);
                    at + len
                }
                None => literal(raw, at, out),
            },
            b'\n' => {
                out.place(' ', at..at + 1);
                at + 1
            }
            b if b.is_ascii_alphanumeric() && !word_before(raw, at) => match written(rest) {
                Some((entity, len)) => {
                    out.entity(entity, at..at + len);
                    at + len
                }
                None => literal(raw, at, out),
            },
            _ => literal(raw, at, out),
        };
    }
}

/// One HTML tag at `at..end`; answers the offset to go on at. Elements whose words are not the author's are skipped whole.
fn tag(raw: &str, at: usize, end: usize, out: &mut Folded) -> usize {
    let inner = raw[at + 1..end - 1].trim_end_matches('/');
    let name: String = inner.chars().take_while(|c| c.is_ascii_alphanumeric() || "/-".contains(*c)).collect();
    let name = name.to_ascii_lowercase();
    let skip = |entity: Entity, out: &mut Folded| {
        let close = closing(&raw[end..], &name).map_or(raw.len(), |n| end + n);
        out.entity(entity, at..close);
        close
    };
    match name.as_str() {
        "mx-reply" | "blockquote" => {
            let next = skip(Entity::Quote, out);
            out.break_line(next);
            next
        }
        "pre" | "code" => skip(Entity::Code, out),
        "a" => {
            let mention = inner.contains("https://matrix.to/#/");
            if mention {
                return skip(Entity::Mention, out);
            }
            out.entity(Entity::Link, at..end);
            out.place(' ', end..end);
            end
        }
        "img" => {
            out.entity(Entity::Emoji, at..end);
            end
        }
        "li" => {
            out.break_line(at);
            out.entity(Entity::Item, at..end);
            end
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            out.break_line(at);
            out.entity(Entity::Heading, at..end);
            end
        }
        "br" | "p" | "/p" | "/li" | "/ul" | "/ol" | "div" | "/div" | "/h1" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6"
        | "hr" => {
            out.break_line(at);
            end
        }
        _ => end,
    }
}

/// The offset behind the closing tag that matches an opened `name`; elements of the same name nest.
fn closing(rest: &str, name: &str) -> Option<usize> {
    let mut depth = 1_usize;
    let mut at = 0;
    while let Some(found) = rest[at..].find('<') {
        at += found + 1;
        let tag = &rest[at..];
        if tag.strip_prefix('/').is_some_and(|t| starts_with_name(t, name)) {
            depth -= 1;
            if depth == 0 {
                return Some(at + tag.find('>').map_or(tag.len(), |n| n + 1));
            }
        } else if starts_with_name(tag, name) {
            depth += 1;
        }
    }
    None
}

fn starts_with_name(tag: &str, name: &str) -> bool {
    let bytes = tag.as_bytes();
    bytes.len() >= name.len()
        && bytes[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        && bytes.get(name.len()).is_none_or(|b| !b.is_ascii_alphanumeric())
}

fn character_reference(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(10).position(|b| b == b';')?;
    let name = &rest[1..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}

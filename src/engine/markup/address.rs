//! Web and e-mail addresses as people write them into a text.

use super::Entity;

/// A web or e-mail address at the start of `rest` and its length.
pub(super) fn written(rest: &str) -> Option<(Entity, usize)> {
    let link = || address(rest).map(|len| (Entity::Link, len));
    let starts_like_one = matches!(rest.as_bytes()[0], b'h' | b'H' | b'w' | b'W');
    starts_like_one.then(link).flatten().or_else(|| email(rest).map(|len| (Entity::Email, len)))
}

/// The length of a web address at the start of `rest`, without the punctuation that ends a sentence.
pub(super) fn address(rest: &str) -> Option<usize> {
    let lower = rest.as_bytes();
    let known = ["https://", "http://", "www."].iter().any(|p| {
        lower.len() > p.len()
            && lower[..p.len()].eq_ignore_ascii_case(p.as_bytes())
            && lower[p.len()].is_ascii_alphanumeric()
    });
    if !known {
        return None;
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | '„' | '“' | '”'))
        .unwrap_or(rest.len());
    let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'', '…']);
    let url = if url.contains('(') { url } else { url.trim_end_matches(')') };
    Some(url.len())
}

/// The length of an e-mail address at the start of `rest`.
fn email(rest: &str) -> Option<usize> {
    let local = rest.bytes().take(64).take_while(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(b)).count();
    let domain = rest[local..].strip_prefix('@')?;
    let len = domain.bytes().take(255).take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
    let domain = domain[..len].trim_end_matches(['.', '-']);
    let (_, top) = domain.rsplit_once('.')?;
    (top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic())).then_some(local + 1 + domain.len())
}

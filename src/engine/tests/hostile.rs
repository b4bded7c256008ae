//! Texts made to hurt: nested without end, or a megabyte of one sign. None panics, none takes more than linear time.

use crate::engine::markup::Markup;

use super::review;

const MEGABYTE: usize = 1 << 20;

fn survives(raw: &str, markup: Markup) {
    let review = review(raw, markup);
    assert!((0.0..=100.0).contains(&review.assessment.score));
    assert!(review.trimmed.is_none_or(|trimmed| trimmed.len() <= raw.len()));
}

#[test]
fn ten_thousand_nested_quotes() {
    survives(&format!("{}Ende.", "> ".repeat(10_000)), Markup::Discord);
    survives(&format!("{}Ende.", ">>> ".repeat(10_000)), Markup::Discord);
    survives(&"> Zitat\n".repeat(10_000), Markup::Discord);
    survives(&format!("{}Ende.", "<blockquote>".repeat(10_000)), Markup::Html);
    survives(&format!("{}x{}", "<blockquote>".repeat(10_000), "</blockquote>".repeat(10_000)), Markup::Html);
    survives(&format!("{}Hi!{}", "<b>".repeat(10_000), "</b>".repeat(10_000)), Markup::Html);
}

/// What a writer for people would never write: each sign makes the reader look ahead or back for its partner.
const DISCORD: [&str; 24] = [
    "a",
    " ",
    "\n",
    "<",
    "<a",
    "[",
    "[a](",
    "[](http",
    "`",
    "``a",
    "*",
    "**a**",
    "_a",
    "||",
    "> a\n",
    "\"a\" ",
    "(",
    ") ",
    "a@",
    "a@a.",
    "Hi!",
    "**Hi!**",
    "🔥 ",
    "hallo: wir sind so stolz auf nun. ",
];
const HTML: [&str; 9] = ["<", "<b>", "<a ", "</b>", "<b>Hi!</b>", "<blockquote>", "&", "&amp;", "<li>Hi! "];

#[test]
fn rows_of_any_sign() {
    let row = |piece: &str| piece.repeat((MEGABYTE >> 5) / piece.len());
    DISCORD.iter().for_each(|piece| survives(&row(piece), Markup::Discord));
    HTML.iter().for_each(|piece| survives(&row(piece), Markup::Html));
}

#[test]
fn a_megabyte_of_one_sign() {
    let million = |piece: &str| piece.repeat(MEGABYTE / piece.len());
    ["<", "[", "**Hi!**", "🔥 ", "> a\n"].iter().for_each(|piece| survives(&million(piece), Markup::Discord));
    ["<", "<b>", "<blockquote>", "&"].iter().for_each(|piece| survives(&million(piece), Markup::Html));
}

#[test]
fn a_megabyte_of_prose() {
    let prose =
        "Guten Morgen zusammen! Der Fix für v2.3.1 ist da: https://a.example/x, **ohne** Neustart. Seid gespannt! 🔥\n";
    survives(&prose.repeat(MEGABYTE / prose.len()), Markup::Discord);
}

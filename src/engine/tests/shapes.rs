//! What is seen of markup, and where sentences end.

use insta::assert_snapshot;

use crate::engine::markup::{Entity, Markup};
use crate::engine::text::{Form, Kind, Text};

/// The folded text with its entities by name.
fn folded(text: &Text<'_>) -> String {
    let name = |c: char| Entity::of(c).map_or(c.to_string(), |entity| format!("‹{entity:?}›"));
    text.folded.text.chars().map(name).collect()
}

/// One token a line: its kind, what the engine reads, and the original.
fn tokens(text: &Text<'_>) -> String {
    let line = |(n, t): (usize, &crate::engine::text::Token)| {
        let kind = match t.kind {
            Kind::Entity(entity) => format!("{entity:?}"),
            kind => format!("{kind:?}"),
        };
        let read = if matches!(t.kind, Kind::Entity(_)) || t.kind == Kind::Emoji { "" } else { text.word(n) };
        format!("{kind:<10} {read:<9} {:?}{}", &text.raw[t.span.clone()], if t.quoted { " quoted" } else { "" })
    };
    text.tokens.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

/// One sentence a line with what it is.
fn sentences(raw: &str) -> String {
    let text = Text::read(raw, Markup::Discord);
    let line = |sentence: &crate::engine::text::Sentence| {
        let form = match sentence.form {
            Form::Plain => "",
            Form::Item => "• ",
            Form::Heading => "# ",
        };
        let sign = if sentence.question {
            " (asks)"
        } else if sentence.exclamation {
            " (calls)"
        } else {
            ""
        };
        format!("{form}{}{sign}", &raw[text.span(sentence.tokens.clone())])
    };
    text.sentences.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn discord_markup_is_stripped() {
    let raw = "# Patch **2.3**\n> wer fragt?\nHallo <@123>, __das__ ||Login|| läuft ab <t:1718323200:R> wieder: `login --now`\n- \
               [Anleitung](https://a.example/x) <:wave:9>\n1. Mail an hilfe@b.example\\!\n[attachment: plan.pdf] „Ganz ~~bald~~ sofort“ 🔥👩‍🍳";
    let text = Text::read(raw, Markup::Discord);
    assert_snapshot!(folded(&text));
    assert_snapshot!(tokens(&text));
}

#[test]
fn matrix_html_is_stripped() {
    let raw = "<mx-reply><blockquote>Kim: wann?</blockquote></mx-reply><h2>Fix</h2><p>Hi \
               <a href=\"https://matrix.to/#/@kim:b.example\">Kim</a>, <strong>Uploads</strong> &amp; <em>Downloads</em> &lt;500&#160;MB \
               gehen&#33; <a href=\"https://a.example/x\">Anleitung</a><br>Also https://c.example/y.</p><ul><li>eins</li><li>zwei \
               <code>a &amp;&amp; b</code></li></ul><span data-mx-spoiler>geheim</span><blockquote>alt</blockquote>neu <img src=\"mxc://b/c\">";
    let text = Text::read(raw, Markup::Html);
    assert_snapshot!(folded(&text));
    assert_snapshot!(tokens(&text));
}

#[test]
fn german_sentences_end_where_readers_pause() {
    let raw = "Am 14. Juni um 18.30 Uhr geht's los, ca. 20 Plätze, z. B. für Gäste bzw. Freunde. Kommt ihr? Ja! Das kostet 9,90 € inkl. \
               MwSt. Der 3. Platz ging an Dr. Kaya. Version 2.3.1 ist da … Mehr dazu bald.\nOhne Punkt 🔥 Neuer Satz!! „Schluss.“ sagt er.\n\
               # Termine\n- Mo. 9 bis 12 Uhr\n- Sa. geschlossen. Wirklich.\n1. Erst speichern.\n2. Dann laden.";
    assert_snapshot!(sentences(raw));
}

#[test]
fn english_sentences_end_where_readers_pause() {
    let raw = "Doors open at 7 p.m. on Sat. 14 June, approx. 2 hrs (e.g. for Mr. Hall). Coming? Yes! It's $9.90 incl. VAT. No. 3 is out. \
               v2.3.1 is here... More soon.\nNo full stop 🔥 New sentence!! \"Done.\" he said.\n## Dates\n* Mon 9 to 12\n* Sat closed. \
               Really.\n1) Save first.\n2) Then load.";
    assert_snapshot!(sentences(raw));
}

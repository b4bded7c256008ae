//! How things look in a terminal.

use crate::commands::Reply;
use crate::domain::{Assessment, Counts, Lang, MessageId};
use crate::engine::heuristics;
use crate::i18n::{self, say};
use crate::platform::{Button, Menu, Post, Venue};

/// A message's id as people type it.
pub(super) fn id(message: &MessageId) -> &str {
    let short = message.as_str().trim_start_matches('0');
    if short.is_empty() { "0" } else { short }
}

/// A message's id as it is stored: six digits, so that ids order as numbers do.
pub(super) fn stored_id(typed: &str) -> MessageId {
    MessageId(format!("{:0>6}", typed.trim_start_matches('#')))
}

/// What the bot says unasked, under the line of whom it is shown to.
pub(super) fn post(venue: &Venue, post: &Post, files: &[String]) -> String {
    let head = match venue {
        Venue::Channel(channel) => format!("#{channel}"),
        Venue::Direct(account) => format!("@{account}"),
    };
    boxed(&format!("── {head}"), &post.text, &post.buttons, files)
}

/// The answer to a command.
pub(super) fn reply(reply: &Reply, files: &[String]) -> String {
    // A terminal has no menus: what they do is typed.
    let typed = |menu: &Menu| Button {
        label: format!("{} = {}", menu.label, menu.chosen.join(", ")),
        action: format!("{}…", menu.action),
    };
    let buttons: Vec<Button> = reply.menus.iter().map(typed).chain(reply.buttons.iter().cloned()).collect();
    boxed("──", &reply.text, &buttons, files)
}

fn boxed(head: &str, text: &str, buttons: &[Button], files: &[String]) -> String {
    let mut lines = vec![head.to_owned()];
    lines.extend(text.lines().map(|line| format!("  {}", plain(line))));
    lines.extend(files.iter().map(|file| format!("  {file}")));
    if !buttons.is_empty() {
        let buttons: Vec<String> = buttons.iter().map(|b| format!("[{}: /{}]", b.label, b.action)).collect();
        lines.push(format!("  {}", buttons.join(" ")));
    }
    lines.join("\n")
}

/// Without the asterisks of Markdown; a terminal shows them as they are.
fn plain(line: &str) -> String {
    let line = line.strip_prefix("> ").unwrap_or(line);
    line.replace("**", "").replace('\\', "")
}

/// One line on a message: id, score, verdict, whether it counts, and the one finding that matters.
pub(super) fn assessed(
    lang: Lang,
    message: &MessageId,
    words: &str,
    assessment: &Assessment,
    counts: Counts,
) -> String {
    let verdict = i18n::value(lang, assessment.value);
    let mut line = format!("{:>3}  {:>5}  {verdict}", id(message), i18n::score(lang, assessment.score));
    if let Counts::No(reason) = counts {
        line.push_str(&format!(" · {}", say(lang, "console-uncounted", &[("reason", reason.name().into())])));
    }
    if let Some(finding) = assessment.leading() {
        let why = heuristics::ALL.iter().find(|h| h.id == finding.heuristic).map(|h| h.why[lang as usize]);
        let tag = finding.tag.map(|tag| i18n::tag(lang, tag)).unwrap_or_default();
        let quote = words.get(finding.span.clone()).map(|span| excerpt(span, 40)).unwrap_or_default();
        line.push_str(&format!(" · {tag} {:+.0}: {}", finding.points, quote));
        if let Some(why) = why.filter(|_| finding.points < 0.0) {
            line.push_str(&format!("\n            {why}"));
        }
    }
    line
}

/// The start of a text on one line, at most so many characters.
fn excerpt(text: &str, chars: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= chars {
        return line;
    }
    let cut: String = line.chars().take(chars - 1).collect();
    format!("{}…", cut.trim_end())
}

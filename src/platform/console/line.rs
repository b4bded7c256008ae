//! One typed line, read: a message, an edit, a deletion, the clock, or a command. Pure.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use crate::domain::local;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line<'a> {
    /// A message.
    Message {
        /// Who posts, if not the brand.
        by: Option<&'a str>,
        /// Where, if not on `#news`.
        channel: Option<&'a str>,
        /// The id of the message it answers.
        reply: Option<&'a str>,
        /// The words, line breaks as such.
        words: String,
    },
    /// A message's new words.
    Edit {
        /// Its id.
        id: &'a str,
        /// The words, line breaks as such.
        words: String,
    },
    /// A message is gone.
    Delete {
        /// Its id.
        id: &'a str,
    },
    /// The clock moves.
    Time(Move),
    /// A command for the bot, without its slash.
    Command {
        /// Who gives it, if not the brand.
        by: Option<&'a str>,
        /// The rest of the line.
        line: &'a str,
    },
    /// Nothing.
    Empty,
}

/// How the clock moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Forwards by so many minutes, hours, days or weeks (`m`, `h`, `d`, `w`) of the calendar.
    By(i64, char),
    /// To a local time.
    To(DateTime),
}

impl Move {
    /// Where the clock stands after the move.
    #[must_use]
    pub fn from(self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let to = match self {
            Self::By(n, unit) => now.to_zoned(zone.clone()).checked_add(span(n, unit)).ok()?.timestamp(),
            Self::To(at) => local(zone, at),
        };
        TIMES.contains(&to.as_second()).then_some(to)
    }
}

/// After the start of 1970, which stands for what no calendar holds, and up to the year 9000, in seconds: weeks before and after
/// a moment have to be in the calendar, too.
const TIMES: std::ops::Range<i64> = 1..221_845_392_000;

/// What is wrong with a line; the key of a sentence in the words of the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mistake(pub &'static str);

/// Reads a line.
///
/// # Errors
/// The key of a sentence that says how the line should be written.
pub fn read(line: &str) -> Result<Line<'_>, Mistake> {
    let mut rest = line.trim();
    let (mut by, mut channel, mut reply) = (None, None, None);
    loop {
        if let Some((name, after)) = prefixed(rest, '@').filter(|_| by.is_none()) {
            (by, rest) = (Some(name), after);
        } else if let Some((name, after)) = prefixed(rest, '#').filter(|_| channel.is_none()) {
            (channel, rest) = (Some(name), after);
        } else if let Some(after) = verb(rest, "reply") {
            let (id, after) = word(after).ok_or(Mistake("console-reply"))?;
            (reply, rest) = (Some(id), after);
        } else {
            break;
        }
    }
    if rest.is_empty() {
        return if by.is_some() || channel.is_some() || reply.is_some() {
            Err(Mistake("console-words"))
        } else {
            Ok(Line::Empty)
        };
    }
    if let Some(literal) = rest.strip_prefix("//") {
        return Ok(Line::Message { by, channel, reply, words: unescape(&format!("/{literal}")) });
    }
    if let Some(after) = verb(rest, "edit") {
        let (id, words) = word(after).filter(|(_, words)| !words.is_empty()).ok_or(Mistake("console-edit"))?;
        return Ok(Line::Edit { id, words: unescape(words) });
    }
    if let Some(after) = verb(rest, "delete") {
        let (id, _) = word(after).ok_or(Mistake("console-delete"))?;
        return Ok(Line::Delete { id });
    }
    if let Some(after) = verb(rest, "time") {
        return clock(after).map(Line::Time).ok_or(Mistake("console-time"));
    }
    match rest.strip_prefix('/') {
        Some(line) => Ok(Line::Command { by, line }),
        None => Ok(Line::Message { by, channel, reply, words: unescape(rest) }),
    }
}

/// A name behind a sign, and the rest of the line.
fn prefixed(line: &str, sign: char) -> Option<(&str, &str)> {
    let (name, rest) = word(line.strip_prefix(sign)?)?;
    // `@everyone` and `@here` are words of the message, and `# ` is a heading.
    (!["everyone", "here"].contains(&name) && !line[sign.len_utf8()..].starts_with(char::is_whitespace))
        .then_some((name, rest))
}

fn verb<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let rest = line.strip_prefix('/')?.strip_prefix(name)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(rest.trim_start())
}

fn word(line: &str) -> Option<(&str, &str)> {
    let end = line.find(char::is_whitespace).unwrap_or(line.len());
    (end > 0).then(|| (&line[..end], line[end..].trim_start()))
}

/// `\n` is a line break, `\\` a backslash.
fn unescape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('n')) => {
                chars.next();
                out.push('\n');
            }
            ('\\', Some('\\')) => {
                chars.next();
                out.push('\\');
            }
            _ => out.push(c),
        }
    }
    out
}

/// `+3d` (m, h, d, w) or `2027-11-29T09:00`.
fn clock(text: &str) -> Option<Move> {
    let Some(by) = text.strip_prefix('+') else {
        return text.parse().ok().map(Move::To);
    };
    let unit = by.chars().next_back()?;
    let number: i64 = by[..by.len() - unit.len_utf8()].parse().ok().filter(|n| (0..=100_000).contains(n))?;
    "mhdw".contains(unit).then_some(Move::By(number, unit))
}

fn span(number: i64, unit: char) -> Span {
    match unit {
        'm' => number.minutes(),
        'h' => number.hours(),
        'd' => number.days(),
        _ => number.weeks(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message<'a>(by: Option<&'a str>, channel: Option<&'a str>, reply: Option<&'a str>, words: &str) -> Line<'a> {
        Line::Message { by, channel, reply, words: words.to_owned() }
    }

    #[test]
    fn prefixes_combine() {
        assert_eq!(read("Hallo"), Ok(message(None, None, None, "Hallo")));
        assert_eq!(read("@kim #talk Moin"), Ok(message(Some("kim"), Some("talk"), None, "Moin")));
        assert_eq!(read("#talk @kim Moin"), Ok(message(Some("kim"), Some("talk"), None, "Moin")));
        assert_eq!(read("@kim /reply 12 Ja"), Ok(message(Some("kim"), None, Some("12"), "Ja")));
        assert_eq!(read("@everyone v2 ist da"), Ok(message(None, None, None, "@everyone v2 ist da")));
        assert_eq!(read("# Titel\\nText"), Ok(message(None, None, None, "# Titel\nText")));
        assert_eq!(read("//shrug C:\\\\new"), Ok(message(None, None, None, "/shrug C:\\new")));
    }

    #[test]
    fn verbs_and_commands() {
        assert_eq!(read("/edit 3 neu"), Ok(Line::Edit { id: "3", words: "neu".into() }));
        assert_eq!(read("/delete 3"), Ok(Line::Delete { id: "3" }));
        assert_eq!(read("/time +3d"), Ok(Line::Time(Move::By(3, 'd'))));
        assert_eq!(read("@kim /nudge show"), Ok(Line::Command { by: Some("kim"), line: "nudge show" }));
        assert_eq!(read("   "), Ok(Line::Empty));
        for wrong in ["/edit 3", "/delete", "/reply", "/time gestern", "/time +3y", "@kim"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}

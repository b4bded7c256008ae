//! Markup of the platforms stripped to visible, case-folded characters with their places in the original bytes.
//!
//! What is not the brand's own wording (code, quotes of others, addresses, mentions) becomes one [`Entity`]
//! placeholder each, so that no phrase is found inside or across it. Linear in the text.

use std::ops::Range;

use super::text::{MONTHS, SHORT_MONTHS};

use self::address::{address, written};
use self::html::html;

mod address;
mod html;

/// Whose markup a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Markup {
    /// Discord's Markdown; also right for plain text.
    #[default]
    Discord,
    /// The `formatted_body` of a Matrix message.
    Html,
}

/// What a placeholder stands for; its value is the placeholder's offset in the private use area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entity {
    /// A web address.
    Link,
    /// An e-mail address.
    Email,
    /// An account, role, channel or slash command, or everyone.
    Mention,
    /// A custom emoji or a `:shortcode:`.
    Emoji,
    /// A point in time that the platform renders (`<t:…>`).
    Date,
    /// Code, inline or as a block.
    Code,
    /// Words of somebody else, as a block.
    Quote,
    /// A file that comes with the message.
    Attachment,
    /// The start of a list item (no words).
    Item,
    /// The start of a heading (no words).
    Heading,
}

impl Entity {
    const ALL: [Self; 10] = [
        Self::Link,
        Self::Email,
        Self::Mention,
        Self::Emoji,
        Self::Date,
        Self::Code,
        Self::Quote,
        Self::Attachment,
        Self::Item,
        Self::Heading,
    ];
    const FIRST: u32 = 0xE000;

    /// The character that stands for the entity in the folded text.
    #[must_use]
    pub fn placeholder(self) -> char {
        char::from_u32(Self::FIRST + self as u32).unwrap_or('\u{E000}')
    }

    /// The entity a character of the folded text stands for.
    #[must_use]
    pub fn of(c: char) -> Option<Self> {
        Self::ALL.get((c as u32).checked_sub(Self::FIRST)? as usize).copied()
    }
}

/// Visible characters in lower case, with their places.
#[derive(Debug, Default)]
pub struct Folded {
    /// The folded characters.
    pub text: String,
    /// For each byte of `text` the offset where its original starts.
    pub starts: Vec<u32>,
    /// For each byte of `text` the offset where its original ends.
    pub ends: Vec<u32>,
}

impl Folded {
    /// The place in the original of a non-empty range of folded bytes.
    #[must_use]
    pub fn origin(&self, fold: Range<usize>) -> Range<usize> {
        self.starts[fold.start] as usize..self.ends[fold.end - 1] as usize
    }

    fn place(&mut self, c: char, origin: Range<usize>) {
        self.text.push(c);
        self.starts.resize(self.text.len(), origin.start as u32);
        self.ends.resize(self.text.len(), origin.end as u32);
    }

    /// Folds ASCII characters that stand for themselves.
    fn plain(&mut self, run: &str, at: usize) {
        let from = self.text.len();
        self.text.push_str(run);
        self.text[from..].make_ascii_lowercase();
        let (start, end) = (at as u32, (at + run.len()) as u32);
        self.starts.extend(start..end);
        self.ends.extend(start + 1..end + 1);
    }

    fn entity(&mut self, entity: Entity, origin: Range<usize>) {
        self.place(entity.placeholder(), origin);
    }

    /// Folds one visible character as it stands at an offset.
    fn visible(&mut self, c: char, at: usize) {
        self.seen(c, at..at + c.len_utf8());
    }

    /// Folds one visible character: lower case, plain quotes, dashes and spaces; invisible ones vanish.
    fn seen(&mut self, c: char, origin: Range<usize>) {
        match c {
            'A'..='Z' => self.place(c.to_ascii_lowercase(), origin),
            '\t' | '\r' => self.place(' ', origin),
            _ if c.is_ascii() => self.place(c, origin),
            '’' | '‘' | '´' => self.place('\'', origin),
            '“' | '”' | '„' | '«' | '»' => self.place('"', origin),
            '–' | '—' | '‑' | '−' => self.place('-', origin),
            '\u{A0}' | '\u{202F}' | '\u{2009}' => self.place(' ', origin),
            // Joiners and variation selectors belong to the emoji before them.
            '\u{FE0E}' | '\u{FE0F}' | '\u{200D}' | '\u{20E3}' => {
                if let Some(end) = self.ends.last_mut() {
                    *end = origin.end as u32;
                }
            }
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => {}
            '\u{E000}'..='\u{F8FF}' => self.place(' ', origin),
            _ => {
                // One character becomes one: only `İ` would become two, the second a mark without a place of its own.
                c.to_lowercase().take(1).for_each(|low| self.place(low, origin.clone()));
            }
        }
    }

    fn break_line(&mut self, at: usize) {
        self.place('\n', at..at);
    }
}

/// Strips `raw` of its markup.
#[must_use]
pub fn fold(raw: &str, markup: Markup) -> Folded {
    let mut out = Folded::default();
    out.text.reserve(raw.len());
    out.starts.reserve(raw.len());
    out.ends.reserve(raw.len());
    match markup {
        Markup::Discord => discord(raw, &mut out),
        Markup::Html => html(raw, &mut out),
    }
    out
}

fn discord(raw: &str, out: &mut Folded) {
    let bytes = raw.as_bytes();
    let mut ticks = Ticks::default();
    let mut at = 0;
    let mut line_start = true;
    while at < raw.len() {
        if line_start {
            line_start = false;
            at = line_marker(raw, at, out);
            continue;
        }
        let plain = plain_end(raw, at);
        if plain > at {
            out.plain(&raw[at..plain], at);
            at = plain;
            continue;
        }
        let rest = &raw[at..];
        let next = match bytes[at] {
            b'\n' => {
                line_start = true;
                out.place('\n', at..at + 1);
                at + 1
            }
            b'`' => ticks.code(raw, at, out),
            b'<' => angle(rest).map_or(at, |(entity, len)| {
                out.entity(entity, at..at + len);
                at + len
            }),
            b'[' => bracket(raw, at, out),
            b'@' if !word_before(raw, at) => {
                let len =
                    1 + rest[1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || b"_.:-".contains(b)).count();
                let len = rest[..len].trim_end_matches(['.', ':', '-']).len();
                if len > 1 {
                    out.entity(Entity::Mention, at..at + len);
                    at + len
                } else {
                    at
                }
            }
            b':' => shortcode(rest).map_or(at, |len| {
                out.entity(Entity::Emoji, at..at + len);
                at + len
            }),
            b'|' | b'~' if bytes.get(at + 1) == Some(&bytes[at]) => at + 2,
            b'*' => at + 1,
            b'_' if !(word_before(raw, at) && word_after(raw, at + 1)) => at + 1,
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                out.visible(char::from(bytes[at + 1]), at + 1);
                at + 2
            }
            b if b.is_ascii_alphanumeric() && !word_before(raw, at) => written(rest).map_or(at, |(entity, len)| {
                out.entity(entity, at..at + len);
                at + len
            }),
            _ => at,
        };
        at = if next == at && !line_start { literal(raw, at, out) } else { next };
    }
}

/// Where what stands for itself from `at` on ends: words in ASCII that begin no address, spaces, common punctuation.
fn plain_end(raw: &str, mut at: usize) -> usize {
    let bytes = raw.as_bytes();
    loop {
        match bytes.get(at) {
            Some(b' ' | b',' | b'.' | b'!' | b'?' | b'\'' | b'"' | b'(' | b')' | b'-' | b'/') => at += 1,
            Some(b) if b.is_ascii_alphanumeric() => {
                let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                // One of these stands behind the first word of every address.
                let goes_on = bytes.get(end).is_some_and(|b| b"@.:_%+-".contains(b));
                if goes_on && !word_before(raw, at) && written(&raw[at..]).is_some() {
                    return at;
                }
                at = end;
            }
            _ => return at,
        }
    }
}

/// Places the character at `at` as it stands; answers the offset behind it.
fn literal(raw: &str, at: usize, out: &mut Folded) -> usize {
    let Some(c) = raw[at..].chars().next() else { return raw.len() };
    out.visible(c, at);
    at + c.len_utf8()
}

/// Quote, list and heading markers at the start of a line.
fn line_marker(raw: &str, at: usize, out: &mut Folded) -> usize {
    let rest = &raw[at..];
    let indent = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let start = at + indent;
    let rest = &raw[start..];
    if rest.starts_with(">>> ") {
        out.entity(Entity::Quote, start..raw.len());
        return raw.len();
    }
    if rest.starts_with("> ") || rest.starts_with(">\n") {
        let end = rest.find('\n').map_or(raw.len(), |n| start + n);
        out.entity(Entity::Quote, start..end);
        return end;
    }
    let heading = rest.bytes().take_while(|b| *b == b'#').count();
    if (1..=3).contains(&heading) && rest.as_bytes().get(heading) == Some(&b' ') {
        out.entity(Entity::Heading, start..start + heading);
        return start + heading + 1;
    }
    if rest.starts_with("-# ") {
        return start + 3;
    }
    for bullet in ["- ", "* ", "+ ", "• ", "– ", "· "] {
        if rest.starts_with(bullet) {
            let len = bullet.len();
            out.entity(Entity::Item, start..start + len - 1);
            return start + len;
        }
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) && [". ", ") "].iter().any(|end| rest[digits..].starts_with(end)) {
        // A date or a time at the start of a line ("14. Juni") is no item; only small numbers count.
        if rest[..digits].parse::<u8>().is_ok_and(|n| n <= 12) && !month_follows(&rest[digits + 2..]) {
            out.entity(Entity::Item, start..start + digits + 1);
            return start + digits + 2;
        }
    }
    start
}

fn month_follows(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).take(12).collect::<String>().to_lowercase();
    MONTHS.contains(&word.as_str()) || SHORT_MONTHS.contains(&word.as_str())
}

/// Remembers which runs of backticks have no partner, so that hostile text stays linear.
#[derive(Default)]
struct Ticks {
    open: [bool; 3],
}

impl Ticks {
    fn code(&mut self, raw: &str, at: usize, out: &mut Folded) -> usize {
        let run = raw[at..].bytes().take_while(|b| *b == b'`').count();
        let kind = run.min(3) - 1;
        let fence = &"```"[..=kind];
        if !self.open[kind] {
            if let Some(end) = raw[at + run..].find(fence) {
                let end = at + run + end + fence.len();
                out.entity(Entity::Code, at..end);
                return end;
            }
            self.open[kind] = true;
        }
        at + run
    }
}

/// `<@1>`, `<#1>`, `</name:1>`, `<:name:1>`, `<t:1:R>`, `<https://…>`: the entity and its length.
fn angle(rest: &str) -> Option<(Entity, usize)> {
    // Any sign that ends the search early keeps a row of opening signs linear.
    let end = 1 + rest.bytes().skip(1).take(2048).position(|b| b"<> \n".contains(&b))?;
    let inner = rest.get(1..end)?;
    if rest.as_bytes()[end] != b'>' {
        return None;
    }
    let entity = match inner.as_bytes().first()? {
        b'@' | b'#' | b'/' => Entity::Mention,
        b'i' if inner.starts_with("id:") => Entity::Mention,
        b't' if inner.starts_with("t:") => Entity::Date,
        b':' | b'a' if inner.contains(':') => Entity::Emoji,
        b'h' if address(inner).is_some() => Entity::Link,
        _ => return None,
    };
    Some((entity, end + 1))
}

/// `[label](address)` leaves the label's words and one link; `[attachment: …]` is a file.
fn bracket(raw: &str, at: usize, out: &mut Folded) -> usize {
    let rest = &raw[at..];
    let Some(close) = rest.bytes().take(400).position(|b| b == b']') else { return at };
    if rest[..close].to_ascii_lowercase().starts_with("[attachment") {
        out.entity(Entity::Attachment, at..at + close + 1);
        return at + close + 1;
    }
    let target = &rest[close + 1..];
    let Some(address) = target.strip_prefix('(').filter(|t| t.trim_start_matches('<').starts_with("http")) else {
        return at;
    };
    let Some(end) = address.bytes().take(2048).position(|b| b == b')') else { return at };
    let mut inside = at + 1;
    while inside < at + close {
        inside =
            if matches!(raw.as_bytes()[inside], b'*' | b'_' | b'`') { inside + 1 } else { literal(raw, inside, out) };
    }
    let link = at + close..at + close + 1 + end + 2;
    out.place(' ', link.start..link.start);
    out.entity(Entity::Link, link.clone());
    link.end
}

/// The length of `:name:` at the start of `rest`.
fn shortcode(rest: &str) -> Option<usize> {
    let name = rest[1..].bytes().take(32).take_while(|b| b.is_ascii_alphanumeric() || b"_+-".contains(b)).count();
    let letters = rest[1..=name].bytes().any(|b| b.is_ascii_alphabetic());
    // The name of an address (`:https://…`) is none.
    (letters && rest[name + 1..].starts_with(':') && !rest[name + 1..].starts_with("://")).then_some(name + 2)
}

fn word_before(raw: &str, at: usize) -> bool {
    match raw.as_bytes()[..at].last() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        _ => raw[..at].chars().next_back().is_some_and(char::is_alphanumeric),
    }
}

fn word_after(raw: &str, at: usize) -> bool {
    raw[at..].chars().next().is_some_and(char::is_alphanumeric)
}

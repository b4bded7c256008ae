//! Other people's words made fit to stand inside ours: one line, no markup, no emoji, no loudness, nobody called.

/// A quotation of at most so many characters, cut between words; none when nothing fit to print is left.
#[must_use]
pub fn quote(text: &str, limit: usize) -> Option<String> {
    let words = quiet(&clean(text).0);
    let mut shown = String::new();
    let mut length = 0;
    for (i, word) in words.iter().enumerate() {
        let printed = neutral(word);
        let gap = usize::from(i > 0);
        // Room for " …", unless this is the last word.
        let reserve = if i + 1 < words.len() { 2 } else { 0 };
        let next = length + gap + printed.chars().count();
        if next + reserve > limit {
            return cut(shown, word, limit);
        }
        shown.push_str(&" "[..gap]);
        shown.push_str(&printed);
        length = next;
    }
    let end = shown.trim_end_matches(['.', ' ']).len();
    // The quotation stands inside a sentence; only what was cut or asked shows its end.
    if !shown.ends_with("..") {
        shown.truncate(end);
    }
    (!shown.is_empty()).then_some(shown)
}

/// A whole text with every word it had; none when it cannot be shown without changing what it says (somebody called by
/// name, code, an exclamation mark inside a word), or when it is empty.
#[must_use]
pub fn whole(text: &str) -> Option<String> {
    let (text, complete) = clean(text);
    let shouts_inside = |word: &str| {
        let (before, _, after) = around_address(word);
        before.trim_end_matches(CLOSERS).contains('!') || after.trim_end_matches(CLOSERS).contains('!')
    };
    if !complete || text.contains('`') || text.split_whitespace().any(shouts_inside) {
        return None;
    }
    let printed: Vec<String> = quiet(&text).iter().map(|word| neutral(word)).collect();
    (!printed.is_empty()).then(|| printed.join(" "))
}

/// A name (channel, brand, role) of at most so many characters; the platform's own link to a channel stays as it is.
#[must_use]
pub fn label(name: &str, limit: usize) -> String {
    if entity(name).is_some_and(|entity| entity.len() == name.len() && keeps(entity) && name.len() <= limit) {
        return name.to_owned();
    }
    quote(name, limit).unwrap_or_else(|| "–".to_owned())
}

/// The one person who is to be called: the platform's own mention, or `@` and a name.
#[must_use]
pub fn mention(name: &str) -> String {
    let name = name.trim_start_matches('@');
    let id = name.strip_prefix("<@").and_then(|rest| rest.strip_suffix('>'));
    if id.is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())) {
        return name.to_owned();
    }
    let name = label(name, 40);
    if calls(&name) { name } else { format!("@{name}") }
}

/// A role as the platform mentions it, or its name. It stands only where nobody can be called by it.
#[must_use]
pub fn role(name: &str) -> String {
    let id = name.strip_prefix("<@&").and_then(|rest| rest.strip_suffix('>'));
    let known = id.is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()));
    if known { name.to_owned() } else { label(name, 60) }
}

/// What may follow the exclamation mark that ends a sentence.
const CLOSERS: [char; 9] = ['!', '?', '.', ',', ')', '"', '\'', '“', '”'];

/// Without emoji, control and invisible characters and without calls; the second answer says whether nobody was called.
fn clean(text: &str) -> (String, bool) {
    let visible: String = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            '！' | '‼' | '⁉' | '❗' | '❕' => '!',
            _ if c.is_control() || is_picture(c) => ' ',
            _ => c,
        })
        .collect();
    let mut out = String::with_capacity(visible.len());
    let mut complete = true;
    let unbolded = visible.replace("**", "");
    let mut rest = unbolded.as_str();
    while let Some(c) = rest.chars().next() {
        let entity = entity(rest);
        let length = entity.map_or(c.len_utf8(), str::len);
        match entity {
            Some(entity) if !keeps(entity) => {
                complete &= !entity.starts_with("<@");
                out.push(' ');
            }
            _ => out.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    (out, complete)
}

/// The words; exclamation marks become full stops where a sentence ends and go elsewhere.
fn quiet(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let (before, address, after) = around_address(word);
        let word = if address.is_empty() {
            lower_voice(word)
        } else {
            format!("{}{address}{}", before.replace('!', ""), lower_voice(after))
        };
        if !word.chars().all(|c| STOPS.contains(&c)) {
            words.push(word);
        } else if let Some(last) = words.last_mut().filter(|last| !last.ends_with(STOPS)) {
            // A stop behind an emoji belongs to the word before the emoji.
            last.push_str(&word);
        }
    }
    words
}

const STOPS: [char; 4] = ['.', ',', ';', '?'];

fn lower_voice(word: &str) -> String {
    let bare = word.trim_end_matches(['!', '?', '.']);
    let tail = &word[bare.len()..];
    let end = if !tail.contains('!') {
        tail
    } else if tail.contains('?') {
        "?"
    } else {
        "."
    };
    format!("{}{end}", bare.replace('!', ""))
}

/// One word without effect as markup. Except in a web address, a character becomes at most two.
fn neutral(word: &str) -> String {
    let (before, address, after) = around_address(word);
    let mut out = String::with_capacity(word.len() + 4);
    escape(before, &mut out);
    out.extend(address.chars().map(in_address));
    escape(after, &mut out);
    out
}

fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(entity) = entity(rest).filter(|entity| keeps(entity)) {
            out.push_str(entity);
            rest = &rest[entity.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '*' | '_' | '~' | '|' | '>' | '`' | '[' | ']' | '\\' => out.extend(['\\', c]),
            '"' | '„' | '“' | '”' | '«' | '»' => out.push('\''),
            // A mail address stays usable; any other @ could call somebody.
            '@' if out.ends_with(char::is_alphanumeric) && !calls(rest) => out.push(c),
            '@' => out.extend([c, '\u{200B}']),
            _ => out.push(c),
        }
    }
}

/// Cuts before this word; inside it when it is the first.
fn cut(mut shown: String, word: &str, limit: usize) -> Option<String> {
    if shown.is_empty() {
        let room = limit.saturating_sub(1) / 2;
        let start: String = word.chars().take(room).collect();
        if room == 0 || !around_address(word).1.is_empty() {
            return None;
        }
        return Some(neutral(&start) + "…");
    }
    shown.truncate(shown.trim_end_matches(['.', ',', ';', ':', '-', '–']).len());
    Some(shown + " …")
}

/// Whether what follows an @ calls a crowd or cannot be a mail domain.
fn calls(rest: &str) -> bool {
    let lower = rest.to_lowercase();
    !rest.starts_with(char::is_alphanumeric) || ["everyone", "here", "room"].iter().any(|all| lower.starts_with(all))
}

/// Web addresses keep their form; what could act as markup or shout is written as the octet it stands for.
fn in_address(c: char) -> String {
    match c {
        '*' | '~' | '|' | '`' | '!' | '"' | '\\' | '[' | ']' | '@' | '„' | '“' | '”' => {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect()
        }
        _ => c.to_string(),
    }
}

/// A word as what stands before, in and behind a web address; all of it before when there is none.
fn around_address(word: &str) -> (&str, &str, &str) {
    let Some(start) = ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min() else {
        return (word, "", "");
    };
    let end = word[start..].find(['<', '>', '"', '“', '”', '„']).map_or(word.len(), |length| start + length);
    let address = word[start..end].trim_end_matches(CLOSERS);
    (&word[..start], address, &word[start + address.len()..])
}

/// The entity a text begins with: `<@1>`, `<@&1>`, `<#1>`, `<:name:1>`, `<a:name:1>`, `<t:1:R>`.
fn entity(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find('>')?;
    let body = &inner[..end];
    let known = ["@", "#", ":", "a:", "t:"].iter().any(|start| body.starts_with(start));
    let sound = body.len() > 1 && body.chars().all(|c| c.is_ascii_alphanumeric() || "@#:&!_-".contains(c));
    (known && sound).then(|| &text[..end + 2])
}

/// Entities that name a place or a time stay; people and pictures go.
fn keeps(entity: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let body = &entity[1..entity.len() - 1];
    let time = || body.strip_prefix("t:").map(|rest| rest.split_once(':').map_or((rest, ""), |(n, style)| (n, style)));
    body.strip_prefix('#').is_some_and(number) || time().is_some_and(|(n, style)| number(n) && style.len() < 2)
}

fn is_picture(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{23E9}'..='\u{23FA}'
        | '\u{231A}'..='\u{231B}' | '\u{2934}'..='\u{2935}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}'
        | '\u{E000}'..='\u{F8FF}')
}

/// Joiners, variation selectors, marks of direction and tags.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{20E3}' | '\u{E0000}'..='\u{E0FFF}')
}

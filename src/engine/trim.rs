//! The same message by deletion only: padding goes; numbers, dates, links, mentions, code and negations stay.
//!
//! Here is decided what goes; [`cut`] takes it out so that what stays reads on.

use std::cell::LazyCell;
use std::ops::Range;

use crate::domain::{Assessment, Finding, Occasion, Value};

use self::cut::Cut;
use super::WORDING;
use super::heuristics::{Reading, Words};
use super::lexicon::List;
use super::markup::Entity;
use super::text::{Form, Kind};

mod cut;
mod opening;

/// What a sentence must earn to stay, by the value of its message: the less a message has to say, the more a sentence
/// must have to itself; in one that comes to the point only what clearly costs goes.
const MUST_EARN: [f64; 4] = [3.0, 2.0, 1.0, -6.0];
/// A text of so many words is the measure of what its sentences earn; in a longer one each earns less.
const USUAL_WORDS: f64 = 25.0;
/// What a heuristic names goes when it earns less than this, be it a sentence or what stands before a colon.
const COSTS: f64 = -1.0;
/// A question of at most so many words is part of what is said next.
const LEAD_IN_WORDS: usize = 4;

/// How a text is shortened.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// As one of this value.
    Worth(Value),
    /// By the sentence that earns least, of those in which no heuristic found anything good.
    Weakest,
}

/// The shortened text; behind it, for where it turns out to say less than the whole, one without only what clearly costs,
/// and the message as it stands. None of them when no word is left.
pub(super) fn ways<'r>(reading: &'r Reading<'r>, assessment: &'r Assessment) -> impl Iterator<Item = String> + 'r {
    let whole = reading.text.raw.trim();
    let shortest = trim(reading, assessment, Way::Worth(assessment.value));
    let others: &[Way] = match &shortest {
        None => &[],
        // Padding stands in it, and no place owns up to it.
        Some(same) if same.len() == whole.len() && assessment.value == Value::Padded => &[Way::Weakest],
        Some(same) if same.len() == whole.len() => &[],
        Some(_) => &[Way::Worth(Value::ToThePoint)],
    };
    let last = shortest.is_some().then(|| whole.to_owned());
    let shorter = shortest.into_iter().filter(|text| text.len() < whole.len());
    shorter.chain(others.iter().filter_map(|way| trim(reading, assessment, *way))).chain(last)
}

/// The text shortened in a way; none when no word is left.
fn trim(reading: &Reading<'_>, assessment: &Assessment, way: Way) -> Option<String> {
    let text = &reading.text;
    let goes = dispensable(reading, assessment, way);
    if goes.iter().all(|goes| *goes) {
        return None;
    }
    let held = LazyCell::new(|| held(reading));
    let mut cut = Cut::new(text);
    for (n, sentence) in text.sentences.iter().enumerate() {
        if goes[n] {
            cut.sentence(sentence.tokens.clone());
            continue;
        }
        decoration(reading, n, &goes, &mut cut);
        let opening = opening::idle(reading, sentence.tokens.clone(), &assessment.findings);
        if let Some(tokens) = opening.filter(|tokens| !held[tokens.clone()].contains(&true)) {
            cut.sentence(tokens);
        }
    }
    Some(cut.rest()).filter(|rest| !rest.is_empty())
}

/// Whether all that is protected in a text stands in a shorter one in its order.
pub(super) fn keeps(reading: &Reading<'_>, shorter: &str) -> bool {
    let mut rest = shorter;
    (0..reading.text.tokens.len()).filter(|token| is_protected(reading, *token)).all(|token| {
        let held = reading.text.raw[reading.text.tokens[token].span.clone()].trim();
        let at = rest.find(held);
        rest = at.map_or(rest, |at| &rest[at + held.len()..]);
        at.is_some()
    })
}

/// For each sentence whether it goes; all do where no word is left.
fn dispensable(reading: &Reading<'_>, assessment: &Assessment, way: Way) -> Vec<bool> {
    let text = &reading.text;
    let value = if let Way::Worth(value) = way { value } else { assessment.value };
    let earned = sentence_points(reading, assessment.findings.iter());
    let named = sentence_points(reading, assessment.findings.iter().filter(|f| f.heuristic != WORDING));
    let scale = (text.words() as f64 / USUAL_WORDS).max(1.0).sqrt();
    let must_earn = MUST_EARN[value as usize];
    let mut fixed = protected(reading);
    match assessment.occasion {
        // Nobody shortens grief, and an apology without the word is none.
        Occasion::Condolence => fixed.fill(true),
        Occasion::Apology => {
            let sorry = reading.sentences_with_phrases(&[List::Apology]);
            fixed.iter_mut().zip(sorry).for_each(|(fixed, sorry)| *fixed |= sorry);
        }
        Occasion::None | Occasion::Incident | Occasion::Notice => {}
    }
    let words: Vec<usize> = text.sentences.iter().map(|s| reading.words_in(&s.tokens)).collect();
    let idle = |n: usize| {
        // A list is read as a whole: an item of a message with something to say goes only where it clearly costs.
        let listed = text.sentences[n].form == Form::Item && value >= Value::Padded;
        let (weight, limit) = if listed { (1.0, MUST_EARN[3]) } else { (scale, must_earn) };
        // What a heuristic names goes from the best message too.
        words[n] == 0 || earned[n] * weight < limit || !listed && earned[n] < 0.0 && named[n] < COSTS
    };
    let may_go = |n: &usize| !fixed[*n] && words[*n] > 0 && text.sentences[*n].form == Form::Plain && named[*n] <= 0.0;
    let weakest = (0..fixed.len()).filter(may_go).min_by(|a, b| earned[*a].total_cmp(&earned[*b]));
    let mut goes: Vec<bool> = match way {
        Way::Worth(_) => (0..fixed.len()).map(|n| !fixed[n] && idle(n)).collect(),
        Way::Weakest => (0..fixed.len()).map(|n| weakest == Some(n)).collect(),
    };
    if value >= Value::Padded && goes.iter().all(|goes| *goes) {
        // Something in it was worth saying; a text so short is not padded but brief.
        let best = (0..goes.len()).filter(|n| words[*n] > 0).max_by(|a, b| earned[*a].total_cmp(&earned[*b]));
        best.into_iter().for_each(|best| goes[best] = false);
    }
    for n in (1..goes.len()).rev() {
        let lead_in = &text.sentences[n - 1];
        if !goes[n] && lead_in.question && (1..=LEAD_IN_WORDS).contains(&words[n - 1]) && same_line(reading, n) {
            goes[n - 1] = false;
        }
    }
    headings_without_content(reading, &fixed, &mut goes);
    goes
}

/// What each sentence earns or costs: the points of the findings that begin in it.
fn sentence_points<'f>(reading: &Reading<'_>, findings: impl Iterator<Item = &'f Finding>) -> Vec<f64> {
    let text = &reading.text;
    let mut points = vec![0.0; text.sentences.len()];
    for finding in findings.filter(|f| f.tag.is_some()) {
        let token = text.tokens.partition_point(|t| t.span.end <= finding.span.start);
        if let Some(token) = text.tokens.get(token) {
            points[token.sentence] += finding.points;
        }
    }
    points
}

/// For each sentence whether it must stay: it holds a fact or a negation, or half of a pair of signs.
fn protected(reading: &Reading<'_>) -> Vec<bool> {
    let text = &reading.text;
    let mut fixed = reading.sentences_with_phrases(&[List::Negation]);
    for (n, sentence) in text.sentences.iter().enumerate() {
        let mut open = [0_i32; 2];
        for (t, token) in text.of(n) {
            fixed[n] = fixed[n] || is_protected(reading, t);
            if token.kind == Kind::Punct {
                // These signs are a byte each.
                let long = text.word(t).len() as i32;
                match text.word(t).as_bytes()[0] {
                    b'"' => open[0] = (open[0] + long) % 2,
                    b'(' => open[1] += long,
                    b')' => open[1] -= long,
                    _ => {}
                }
            }
        }
        // Ticks are no tokens: a stray one belongs to the sentences at both its sides.
        let from = sentence.tokens.start.checked_sub(1).map_or(0, |t| text.tokens[t].span.end);
        let to = text.tokens.get(sentence.tokens.end).map_or(text.raw.len(), |t| t.span.start);
        let between = &text.raw[from..to.max(from)];
        // A numbered step belongs to its list.
        let before = &text.raw[from..text.tokens[sentence.tokens.start].span.start.max(from)];
        let marker = before.rsplit('\n').next().unwrap_or_default().trim_start();
        let step = sentence.form == Form::Item && marker.starts_with(|c: char| c.is_ascii_digit());
        fixed[n] |= step || open != [0, 0] || between.contains('`');
    }
    for label in labels(reading) {
        let first = text.tokens.partition_point(|t| t.span.end <= label.start);
        let inside = text.tokens[first..].iter().take_while(|t| t.span.start < label.end);
        inside.for_each(|token| fixed[token.sentence] = true);
    }
    fixed
}

/// What never goes: numbers, dates, links, addresses, mentions, files, code, quotes of others, and words of negation in
/// either language, also quoted ones.
fn is_protected(reading: &Reading<'_>, token: usize) -> bool {
    let word = reading.text.word(token);
    match reading.text.tokens[token].kind {
        Kind::Number | Kind::Entity(_) => true,
        Kind::Word => {
            NEGATIONS.contains(reading.text.tokens[token].key)
                || word.ends_with("n't")
                || word.starts_with("kein")
                || !word.is_ascii() && word.chars().any(char::is_numeric)
        }
        Kind::Punct => word.starts_with('@') || word.starts_with("//"),
        // A picture of the community's own has a number.
        Kind::Emoji => reading.text.raw[reading.text.tokens[token].span.clone()].contains(|c: char| c.is_ascii_digit()),
    }
}

const NEGATIONS: Words = words!["not", "no", "never", "none", "without", "nicht", "nie", "niemals"];

/// The spans of the labels of links, from their opening brackets on: `[label](address)`.
fn labels(reading: &Reading<'_>) -> impl Iterator<Item = Range<usize>> {
    let raw = reading.text.raw;
    let links = reading.text.tokens.iter().filter(|t| t.kind == Kind::Entity(Entity::Link));
    links.filter(|t| raw[t.span.clone()].starts_with("](")).filter_map(|t| {
        // A label is at most this long, see `markup`.
        let from = t.span.start.saturating_sub(400);
        let open = raw.as_bytes()[from..t.span.start].iter().rposition(|b| *b == b'[')?;
        Some(from + open..t.span.end)
    })
}

/// A heading, or a line that ends in a colon, goes with everything it stood for.
fn headings_without_content(reading: &Reading<'_>, fixed: &[bool], goes: &mut [bool]) {
    let sentences = &reading.text.sentences;
    // Whether anything stays between here and the next heading, and in the list that begins here.
    let (mut section, mut list) = (None, None);
    for n in (0..sentences.len()).rev() {
        let ends_in_colon = sentences[n].tokens.clone().next_back().is_some_and(|t| reading.text.word(t) == ":");
        match sentences[n].form {
            Form::Heading => {
                goes[n] |= !fixed[n] && section == Some(false);
                section = None;
            }
            Form::Plain if ends_in_colon => goes[n] |= !fixed[n] && list == Some(false),
            Form::Plain | Form::Item => {}
        }
        if sentences[n].form != Form::Heading {
            section = Some(section == Some(true) || !goes[n]);
        }
        list = (sentences[n].form == Form::Item).then_some(list == Some(true) || !goes[n]);
    }
}

/// Whether a sentence begins on the line on which the one before it ends.
fn same_line(reading: &Reading<'_>, sentence: usize) -> bool {
    let text = &reading.text;
    let first = text.sentences[sentence].tokens.start;
    let between = first.checked_sub(1).map(|last| text.tokens[last].fold.end..text.tokens[first].fold.start);
    between.is_some_and(|gap| !text.folded.text[gap].contains('\n'))
}

/// Emoji behind the words of a kept sentence, and all but one of a run of exclamation marks.
fn decoration(reading: &Reading<'_>, sentence: usize, goes: &[bool], cut: &mut Cut<'_>) {
    let text = &reading.text;
    let tokens = text.sentences[sentence].tokens.clone();
    let Some(first_word) = tokens.clone().find(|t| text.tokens[*t].is_word()) else { return };
    let last = tokens.clone().rev().find(|t| text.tokens[*t].kind != Kind::Emoji).unwrap_or(first_word);
    let more = || (sentence + 1..goes.len()).take_while(|n| same_line(reading, *n)).any(|n| !goes[n]);
    // In place of a full stop an emoji parts two sentences, or what reads like two.
    let parts = |t: usize| {
        let bare = text.kind(t - 1) != Some(Kind::Punct) && text.kind(t - 1) != Some(Kind::Emoji);
        let new =
            text.tokens.get(t + 1).is_some_and(|next| next.capital || !matches!(next.kind, Kind::Word | Kind::Punct));
        bare && if t > last { more() } else { new }
    };
    for t in first_word + 1..tokens.end {
        let token = &text.tokens[t];
        match token.kind {
            Kind::Emoji if token.quoted || reading.glued(t) || reading.glued(t + 1) => {}
            Kind::Emoji if MARKS.contains(&text.word(t)) || is_protected(reading, t) || parts(t) => {}
            Kind::Emoji => cut.word(token.span.clone()),
            // Before another sign the run is part of a word, as in `(done!!)`.
            Kind::Punct if text.word(t).starts_with("!!") && !text.raw[token.span.end..].starts_with(is_sign) => {
                cut.part(text.folded.ends[token.fold.start] as usize..token.span.end);
            }
            _ => {}
        }
    }
}

fn is_sign(c: char) -> bool {
    !c.is_whitespace()
}

/// Emoji that say whether something works; they are words.
const MARKS: [&str; 8] = ["✅", "❌", "✔", "✖", "⚠", "🟢", "🔴", "🟡"];

/// For each token whether it is protected, part of a negation, or part of a pair of signs.
fn held(reading: &Reading<'_>) -> Vec<bool> {
    let signs = |t: usize| reading.text.tokens[t].quoted || reading.text.word(t).starts_with(['"', '(', ')']);
    let mut held: Vec<bool> = (0..reading.text.tokens.len()).map(|t| is_protected(reading, t) || signs(t)).collect();
    for hit in reading.hits.of(List::Negation) {
        held[hit.tokens.clone()].fill(true);
    }
    held
}

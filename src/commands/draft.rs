//! A text checked before it is posted. Nothing of it is stored.

use crate::domain::{Assessment, ChannelId, Finding, Lang, Tag, Value};
use crate::engine::lexicon::List;
use crate::engine::markup::Markup;
use crate::engine::text::Text;
use crate::engine::{CONTEXT, Engine, Hints, Review, WORDING, heuristics};
use crate::i18n::{Arg, heuristic, quote, say, tag};

use super::audit::block;
use super::{Command, Desk, Error, Reply};

/// A finding of drift that costs more is in the way of a text that is padded at most.
const TOLERATED: f64 = -5.0;
/// A finding that costs less is not worth a line.
const WORTH_A_LINE: f64 = -1.0;
/// A quotation is evidence, not the text once more.
const QUOTED: usize = 60;

pub(super) async fn draft(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let words = command.text("text").unwrap_or_default();
    let house = desk.house().await?;
    let everywhere = ChannelId(String::new());
    let hints = house.hints(&everywhere, false);
    let engine = desk.watch.engine();
    let review = engine.review(words, &hints);
    if review.assessment.lang.is_none() {
        return Err(desk.mistake("draft-unreadable", &[]));
    }
    Ok(text(desk.actor.lang, words, &review, &advise(engine, words, &review, &hints)).into())
}

/// What a draft needs.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Advice {
    /// Nothing.
    Fits,
    /// To be shorter: so.
    Shorter(String),
    /// An answer to a question of the reader.
    Missing(Question),
    /// Something new.
    NothingNew,
}

/// What a reader asks first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    When,
    Where,
    HowMuch,
    How,
}

impl Question {
    /// The heuristics that find an answer to it.
    fn answers(self) -> &'static [&'static str] {
        match self {
            Self::When => &["date"],
            Self::Where => &["place", "resource"],
            Self::HowMuch => &["amount"],
            Self::How => &["howto", "answer", "resource"],
        }
    }

    fn name(self) -> &'static str {
        ["when", "where", "how_much", "how"][self as usize]
    }
}

/// What readers ask of a text with this tag, most urgent first.
const ASKED: [(Tag, &[Question]); 6] = [
    (Tag::Invitation, &[Question::When, Question::Where]),
    (Tag::Vague, &[Question::When]),
    (Tag::Bait, &[Question::When]),
    (Tag::Bribe, &[Question::HowMuch, Question::When]),
    (Tag::Pitch, &[Question::HowMuch, Question::When]),
    (Tag::Made, &[Question::How]),
];

fn advise(engine: &Engine, words: &str, review: &Review, hints: &Hints<'_>) -> Advice {
    let own = &review.assessment;
    let in_the_way = own.findings.iter().any(|f| f.tag.is_some_and(Tag::is_drift) && f.points < TOLERATED);
    if own.value == Value::ToThePoint || (own.value == Value::Padded && !in_the_way) {
        return Advice::Fits;
    }
    let shorter = review.trimmed.as_deref().map(str::trim).filter(|t| !t.is_empty() && t.len() < words.trim().len());
    // Shorter is an answer only where something of use is left.
    let helps = |text: &&str| {
        let left = engine.assess(text, hints);
        left.value >= Value::Padded && left.score > own.score
    };
    if let Some(text) = shorter.filter(helps) {
        return Advice::Shorter(text.to_owned());
    }
    let invites = calls(engine, words, own.lang.unwrap_or(hints.home), hints.markup);
    let shown = |tag: Tag| shows(own, tag) || (tag == Tag::Invitation && invites);
    let open = ASKED.iter().filter(|(tag, _)| shown(*tag)).flat_map(|(_, questions)| *questions);
    let asked = open.copied().find(|question| !answered(own, *question));
    let all = [Question::When, Question::Where, Question::HowMuch, Question::How];
    match asked {
        Some(question) => Advice::Missing(question),
        None if own.value <= Value::Thin => Advice::NothingNew,
        // Of use, but wrapped in what cannot be cut: the next answer makes it weigh more.
        None => all.into_iter().find(|q| !answered(own, *q)).map_or(Advice::Fits, Advice::Missing),
    }
}

/// Whether a text shows a tag: it is tagged so, or a finding of drift with it costs.
fn shows(assessment: &Assessment, tag: Tag) -> bool {
    assessment.tags.contains(&tag)
        || assessment.findings.iter().any(|f| {
            let named = ![WORDING, CONTEXT].contains(&f.heuristic.as_str());
            named && f.tag == Some(tag) && (!tag.is_drift() || f.points < WORTH_A_LINE)
        })
}

/// Whether a text asks to take part, even if it leaves out all that makes an invitation of it.
fn calls(engine: &Engine, words: &str, lang: Lang, markup: Markup) -> bool {
    let text = Text::read(words, markup);
    !engine.lexicon(lang).find(&text).of(List::Invitation).is_empty()
}

fn answered(assessment: &Assessment, question: Question) -> bool {
    assessment.findings.iter().any(|f| question.answers().contains(&f.heuristic.as_str()))
}

fn text(lang: Lang, words: &str, review: &Review, advice: &Advice) -> String {
    let sentence = match advice {
        Advice::Fits => say(lang, "draft-fits", &[]),
        Advice::Shorter(text) if text.contains('\n') => {
            format!("{}\n{}", say(lang, "draft-shorter", &[("text", "".into())]).trim_end(), block(text))
        }
        Advice::Shorter(text) => say(lang, "draft-shorter", &[("text", text.as_str().into())]),
        Advice::Missing(question) => say(lang, "draft-missing", &[("what", question.name().into())]),
        Advice::NothingNew => say(lang, "draft-nothing-new", &[]),
    };
    let cost = dearest(&review.assessment).map(|finding| cost(lang, words, finding));
    std::iter::once(sentence).chain(cost).collect::<Vec<_>>().join("\n")
}

/// The finding that costs most: one with a name and a reason if any is worth it, else one that has a place at least.
fn dearest(assessment: &Assessment) -> Option<&Finding> {
    let drifts = |f: &&Finding| f.tag.is_some_and(Tag::is_drift) && f.points <= WORTH_A_LINE;
    let costs = || assessment.findings.iter().filter(drifts);
    let named = costs().filter(|f| f.heuristic != WORDING).min_by(|a, b| a.points.total_cmp(&b.points));
    named.or_else(|| costs().min_by(|a, b| a.points.total_cmp(&b.points)))
}

/// What costs most, where, and why it does.
fn cost(lang: Lang, words: &str, finding: &Finding) -> String {
    let quoted = words.get(finding.span.clone()).and_then(|span| quote(span, QUOTED)).unwrap_or_default();
    if finding.heuristic == WORDING {
        let tag = finding.tag.map_or_else(String::new, |t| tag(lang, t));
        return say(lang, "draft-cost-wording", &[("quote", quoted.into()), ("tag", tag.into())]);
    }
    let known = heuristics::ALL.iter().find(|h| h.id == finding.heuristic).map(|h| h.why[lang as usize].to_owned());
    let why = known.unwrap_or_else(|| say(lang, "draft-why-own", &[]));
    let args =
        [("name", Arg::from(heuristic(lang, &finding.heuristic))), ("quote", quoted.into()), ("why", why.into())];
    say(lang, "draft-cost", &args)
}

#[cfg(test)]
mod tests;

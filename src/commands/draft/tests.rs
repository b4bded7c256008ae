use crate::engine::Rules;

use super::*;

fn checked(lang: Lang, words: &str) -> String {
    let engine = Engine::default();
    let rules = Rules::default();
    let hints = Hints { lang: Some(lang), home: lang, reply: false, markup: Markup::Discord, rules: &rules };
    let review = engine.review(words, &hints);
    text(lang, words, &review, &advise(&engine, words, &review, &hints))
}

/// Clear cases only: the weights are trained anew from time to time.
#[test]
fn a_draft_gets_one_sentence() {
    let first = |lang, words| checked(lang, words).lines().next().unwrap_or_default().to_owned();
    let german = [
        "Die Anmeldung für den Herbstlauf ist offen: 42 Plätze, 12 Euro, bis 14. Oktober auf https://lauf.example/an",
        "Da kommt was Großes auf euch zu 👀 Bleibt dran!",
        "Wir wünschen euch allen einen wunderschönen Start in die Woche! 💙",
        "Kommt vorbei zu unserem großen Mitmachtag, wir freuen uns auf euch!",
    ];
    insta::assert_snapshot!(german.map(|words| first(Lang::De, words)).join("\n"), @r"
    Auf den Punkt. Kann raus.
    Es fehlt: wann.
    Nichts Neues darin. Nicht posten ist hier die bessere Nachricht.
    Es fehlt: wann.
    ");
    let english = [
        "Uploads up to 500 MB work again since 14:20. Retry failed ones under Files → Failed.",
        "Exciting times ahead, stay tuned! 🚀",
        "Win one of three hoodies: like this post and tag a friend!",
    ];
    insta::assert_snapshot!(english.map(|words| first(Lang::En, words)).join("\n"), @"
    To the point. Ready to post.
    Missing: when.
    Missing: when.
    ");
}

#[test]
fn what_costs_most_is_quoted_with_its_reason() {
    let line = |lang, heuristic: &str, tag| {
        let finding = Finding { heuristic: heuristic.to_owned(), tag: Some(tag), span: 0..10, points: -8.0 };
        cost(lang, "Demnächst mehr", &finding)
    };
    let both = |heuristic, tag| Lang::ALL.map(|lang| line(lang, heuristic, tag)).join("\n");
    insta::assert_snapshot!(both("vague", Tag::Vague), @r#"
    Kostet am meisten: Ankündigungen ohne Termin („Demnächst“). Andeutung oder Behauptung ohne Angabe: Wer sie liest, weiß danach weder was noch wann.
    Costs most: announcements without a date ("Demnächst"). A hint or a claim without specifics: whoever reads it knows neither what nor when.
    "#);
    insta::assert_snapshot!(both(WORDING, Tag::Phrases), @r#"
    Kostet am meisten: „Demnächst“ (Floskeln).
    Costs most: "Demnächst" (stock phrases).
    "#);
    insta::assert_snapshot!(both("own_padding", Tag::Phrases), @r#"
    Kostet am meisten: Phrasen der eigenen Liste („Demnächst“). Die Liste zählt es zum Beiwerk.
    Costs most: phrases on your own list ("Demnächst"). The list counts it as padding.
    "#);
}

/// A review as the engine might give it.
fn review(value: Value, findings: &[(&str, Tag, f64)], trimmed: Option<&str>) -> Review {
    let findings = findings.iter().map(|(heuristic, tag, points)| Finding {
        heuristic: (*heuristic).to_owned(),
        tag: Some(*tag),
        span: 0..4,
        points: *points,
    });
    let assessment = Assessment {
        lang: Some(Lang::De),
        score: 0.0,
        value,
        tags: Vec::new(),
        occasion: crate::domain::Occasion::None,
        base: 50.0,
        findings: findings.collect(),
    };
    Review { assessment, trimmed: trimmed.map(str::to_owned) }
}

#[test]
fn what_is_missing_follows_from_the_findings() {
    let engine = Engine::default();
    let rules = Rules::default();
    let hints = Hints { lang: None, home: Lang::De, reply: false, markup: Markup::Discord, rules: &rules };
    let advice = |value, findings: &[(&str, Tag, f64)]| advise(&engine, "Text", &review(value, findings, None), &hints);
    let vague = ("vague", Tag::Vague, -20.0);
    let invitation = ("invitation", Tag::Invitation, 3.0);
    let date = ("date", Tag::Fact, 5.0);
    assert_eq!(advice(Value::Empty, &[vague]), Advice::Missing(Question::When));
    assert_eq!(advice(Value::Thin, &[invitation]), Advice::Missing(Question::When));
    assert_eq!(advice(Value::Thin, &[invitation, date]), Advice::Missing(Question::Where));
    assert_eq!(advice(Value::Thin, &[("bribe", Tag::Bribe, -9.0), date]), Advice::Missing(Question::HowMuch));
    assert_eq!(advice(Value::Thin, &[("smalltalk", Tag::Smalltalk, -9.0)]), Advice::NothingNew);
    assert_eq!(advice(Value::Padded, &[("smalltalk", Tag::Smalltalk, -4.0)]), Advice::Fits);
    assert_eq!(advice(Value::ToThePoint, &[vague]), Advice::Fits);
}

#[test]
fn each_answer_is_a_sentence_of_the_tone() {
    let nothing = review(Value::Empty, &[], None);
    let all = [
        Advice::Fits,
        Advice::Shorter("Montag, 9 Uhr.".into()),
        Advice::Shorter("Montag, 9 Uhr.\nHalle 2.".into()),
        Advice::Missing(Question::When),
        Advice::Missing(Question::HowMuch),
        Advice::NothingNew,
    ];
    let both = |advice: &Advice| Lang::ALL.map(|lang| text(lang, "", &nothing, advice)).join(" | ");
    insta::assert_snapshot!(all.iter().map(both).collect::<Vec<_>>().join("\n"), @"
    Auf den Punkt. Kann raus. | To the point. Ready to post.
    Kürzer, mit deinen Worten: Montag, 9 Uhr. | Shorter, in your words: Montag, 9 Uhr.
    Kürzer, mit deinen Worten:
    > Montag, 9 Uhr.
    > Halle 2. | Shorter, in your words:
    > Montag, 9 Uhr.
    > Halle 2.
    Es fehlt: wann. | Missing: when.
    Es fehlt: wie viel. | Missing: how much.
    Nichts Neues darin. Nicht posten ist hier die bessere Nachricht. | Nothing new in it. Not posting is the better message here.
    ");
}

//! What holds for every text, whatever it is made of.

use proptest::prelude::*;

use crate::engine::markup::{Markup, fold};
use crate::engine::text::Text;

use super::review;
use super::soup::any_text;

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folded_characters_know_their_place((raw, markup) in any_text()) {
        let folded = fold(&raw, markup);
        prop_assert_eq!((folded.starts.len(), folded.ends.len()), (folded.text.len(), folded.text.len()));
        let places = folded.starts.iter().zip(&folded.ends).map(|(start, end)| (*start as usize, *end as usize));
        let mut last = 0;
        for (start, end) in places {
            prop_assert!(last <= start && start <= end && raw.get(start..end).is_some(), "{}..{} of {:?}", start, end, raw);
            last = start;
        }
    }

    #[test]
    fn tokens_stand_apart_and_sentences_hold_each_once((raw, markup) in any_text()) {
        let text = Text::read(&raw, markup);
        let mut last = (0, 0);
        for token in &text.tokens {
            prop_assert!(last.0 <= token.span.start && !token.span.is_empty(), "{:?} in {:?}", token, raw);
            prop_assert!(last.1 <= token.fold.start && !token.fold.is_empty(), "{:?} in {:?}", token, raw);
            prop_assert!(raw.get(token.span.clone()).is_some() && text.folded.text.get(token.fold.clone()).is_some());
            last = (token.span.end, token.fold.end);
        }
        let mut next = 0;
        for (n, sentence) in text.sentences.iter().enumerate() {
            prop_assert!(sentence.tokens.start == next && !sentence.tokens.is_empty(), "{:?} in {:?}", sentence, raw);
            prop_assert!(text.tokens[sentence.tokens.clone()].iter().all(|t| t.sentence == n));
            next = sentence.tokens.end;
        }
        prop_assert_eq!(next, text.tokens.len());
    }

    #[test]
    fn findings_have_places_and_add_up_to_the_score((raw, markup) in any_text()) {
        let a = review(&raw, markup).assessment;
        prop_assert!(a.findings.is_sorted_by_key(|f| f.span.start));
        for finding in &a.findings {
            prop_assert!(!finding.span.is_empty() && raw.get(finding.span.clone()).is_some(), "{:?} in {:?}", finding, raw);
            prop_assert!(finding.points.is_finite());
        }
        let sum = a.base + a.findings.iter().map(|f| f.points).sum::<f64>();
        prop_assert!((sum.clamp(0.0, 100.0) - a.score).abs() < 1e-6, "{} is not {} for {:?}", sum, a.score, raw);
        prop_assert!(((a.score * 10.0).round() / 10.0 - a.score).abs() < 1e-9);
    }

    #[test]
    fn the_same_text_gives_the_same_answer((raw, markup) in any_text()) {
        let (first, second) = (review(&raw, markup), review(&raw, markup));
        prop_assert_eq!(first.assessment, second.assessment);
        prop_assert_eq!(first.trimmed, second.trimmed);
    }
}

#[test]
fn a_text_without_a_word_is_empty() {
    for raw in ["", " ", "\n\n", "\u{200B}", "**", "||||", "- ", "# ", "-# "] {
        let review = review(raw, Markup::Discord);
        let (score, value, base) = (review.assessment.score, review.assessment.value.number(), review.assessment.base);
        assert_eq!((score, value, base, review.trimmed), (0.0, 0, 0.0, None), "{raw:?}");
        assert_eq!(review.assessment.findings, [], "{raw:?}");
    }
}

//! What the staff channel reads: questions and notices that name no message and judge nobody.

use crate::domain::Lang;
use crate::i18n::{self, heuristic, label, mention, say};

use super::NAME;

/// The first word in a community: what the bot does, and how to begin.
#[must_use]
pub fn welcome(lang: Lang, brand: &str) -> String {
    say(lang, "welcome", &[("brand", label(brand, NAME).into())])
}

/// Asks once whether to pause, after two incident or apology posts within an hour.
#[must_use]
pub fn ask_pause(lang: Lang) -> String {
    say(lang, "staff-ask-pause", &[])
}

/// The buttons under it: a pause of so many hours, and none.
#[must_use]
pub fn ask_pause_buttons(lang: Lang, hours: i64) -> [String; 2] {
    [say(lang, "staff-button-pause", &[("hours", hours.into())]), say(lang, "staff-button-resume", &[])]
}

/// Asks after a week of observing whether notes go out from now on; `n` would have gone out, `rate` of them false.
#[must_use]
pub fn observed(lang: Lang, n: usize, rate: &str) -> String {
    say(lang, "staff-observed", &[("n", n.into()), ("rate", rate.into())])
}

/// The buttons under it: on, another week, only the digest.
#[must_use]
pub fn observed_buttons(lang: Lang) -> [String; 3] {
    ["staff-button-on", "staff-button-another-week", "staff-button-digest"].map(|key| say(lang, key, &[]))
}

/// A heuristic is switched off because `unfit` of `all` nudges on it did not fit; says how to undo it.
#[must_use]
pub fn muted(lang: Lang, id: &str, unfit: i64, all: i64) -> String {
    let args = [("heuristic", heuristic(lang, id).into()), ("unfit", unfit.into()), ("all", all.into())];
    say(lang, "staff-muted", &args)
}

/// The heuristic is back.
#[must_use]
pub fn unmuted(lang: Lang, id: &str) -> String {
    say(lang, "staff-unmuted", &[("heuristic", heuristic(lang, id).into())])
}

/// Scoring of a role stopped because so many accounts counted as official.
#[must_use]
pub fn fused(lang: Lang, role: &str, accounts: i64) -> String {
    say(lang, "staff-fused", &[("role", i18n::role(role).into()), ("people", accounts.into())])
}

/// For all enrolled accounts: from this day there are figures per account, switched on by `name`.
#[must_use]
pub fn named(lang: Lang, brand: &str, date: &str, name: &str) -> String {
    let args = [("brand", label(brand, NAME).into()), ("date", date.into()), ("name", mention(name).into())];
    say(lang, "staff-named", &args)
}

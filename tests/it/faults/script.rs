//! Three weeks on a console in which everything happens that leaves a row; the time is set before each line.

use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::{DateTime, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{ask, dump, goes_well};
use crate::world::words::{CHAT, DOWN, EMPTY, SORRY, TEASE, THIN, good};

/// One line, and when it is said.
pub(super) struct Line {
    at: DateTime,
    says: String,
}

impl Line {
    /// As it is typed, behind its time.
    pub(super) fn typed(&self) -> String {
        format!("/time {}\n{}\n", self.at.strftime("%Y-%m-%dT%H:%M"), self.says)
    }

    fn ms(&self) -> i64 {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let at: Timestamp = zone.to_timestamp(self.at).unwrap();
        at.as_millisecond()
    }

    /// Whether it is a post, which has a number.
    fn is_post(&self) -> bool {
        let words = self.says.trim_start_matches("@kim ").trim_start_matches("@tom ").trim_start_matches("#talk ");
        !words.starts_with('/') || words.starts_with("/reply ")
    }
}

/// The whole script.
pub(super) static SCRIPT: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let mut at = date(2026, 3, 2).at(9, 30, 0, 0);
    let mut lines = Vec::new();
    let mut says = |hours: i32, what: String| {
        // A note's id is only known once there is one.
        let what = if what.contains("NOTE") { what.replace("NOTE", &note(&lines)) } else { what };
        lines.push(Line { at, says: what });
        at = at.saturating_add(hours.hours().minutes(7));
    };
    says(1, "/settings senders add kim".into());
    says(1, "/settings language brand:Acme contact:help@acme.example".into());
    says(1, good(1));
    says(19, format!("@kim {}", good(2)));
    for words in &EMPTY[..4] {
        says(2, (*words).into());
    }
    says(14, "@tom When does it open?".into());
    says(3, "/reply 7 Hi Tom, thanks so much for reaching out! We are happy to help 😊".into());
    says(2, "#talk Good morning everyone!".into());
    says(20, "/edit 2 Logins by SMS work again since 11:25; ask for a new code under Login > Resend.".into());
    says(1, "/nudge show".into());
    says(20, "/nudge unfit NOTE".into());
    says(20, "/delete 4".into());
    for words in TEASE {
        says(5, format!("@kim {words}"));
    }
    says(11, "@kim /nudge dm on".into());
    says(30, good(3));
    says(40, good(3));
    for words in &THIN[..4] {
        says(4, (*words).into());
    }
    says(9, "/settings sensitivity strict".into());
    for words in CHAT {
        says(5, (*words).into());
    }
    says(1, SORRY[0].into());
    says(0, DOWN[0].into());
    says(0, DOWN[1].into());
    says(1, "/pause 3".into());
    says(25, good(4));
    says(3, "/settings rules vague off".into());
    says(3, "/settings undo".into());
    says(20, "@kim /punktum privacy erase confirm:yes".into());
    says(40, "/settings people named agreed:yes".into());
    for n in 5..9 {
        says(7, good(n));
    }
    says(70, "/digest now".into());
    says(1, "/punktum privacy export".into());
    lines
});

/// The id of the note that these lines end with.
fn note(lines: &[Line]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let said = goes_well(folder.path(), &lines.iter().map(Line::typed).collect::<String>());
    let id = said.rsplit_once("/nudge unfit ").map(|(_, rest)| rest.split(']').next().unwrap_or_default());
    id.unwrap_or_else(|| panic!("no note was shown: {said}")).to_owned()
}

/// What is typed from a line on; the last time is there so that what is due is done.
pub(super) fn from(line: usize) -> String {
    let lines: String = SCRIPT[line..].iter().map(Line::typed).collect();
    format!("{lines}/time 2026-03-25T12:00\n")
}

/// So many lines of the script a database holds. Of a line whose time is set but that left no mark the next session may say
/// it once more: either it is not stored, or saying it twice changes nothing.
pub(super) fn stored(folder: &Path) -> usize {
    let position = |place: &str| format!("SELECT position FROM cursors WHERE place = '{place}'");
    let marks = "SELECT CAST(edited_at AS TEXT) FROM messages WHERE edited_at IS NOT NULL
        UNION SELECT CAST(changed_at AS TEXT) FROM settings_log UNION SELECT CAST(given_at AS TEXT) FROM feedback
        UNION SELECT CAST(due_at AS TEXT) FROM outbox WHERE template = 'digest' AND outbox NOT LIKE 'digest:%'";
    let Some(answers) = ask(folder, &[position("clock"), position("console"), marks.to_owned()]) else { return 0 };
    let [clock, posts, marks] = answers.try_into().unwrap();
    let Some(clock) = clock.first().map(|ms| ms.parse::<i64>().unwrap()) else { return 0 };
    let Some(last) = SCRIPT.iter().rposition(|line| line.ms() <= clock) else { return 0 };
    if SCRIPT[last].ms() < clock {
        return SCRIPT.len();
    }
    let said = SCRIPT[..=last].iter().filter(|line| line.is_post()).count();
    let posts: usize = posts.first().map_or(0, |number| number.parse().unwrap());
    let is_stored = if SCRIPT[last].is_post() { posts == said } else { marks.contains(&clock.to_string()) };
    last + usize::from(is_stored)
}

/// The database of a run to which nothing happened.
pub(super) static REFERENCE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    goes_well(folder.path(), &from(0));
    dump(folder.path())
});

#[test]
fn the_script_leaves_rows_in_every_table_and_a_second_run_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let said = goes_well(folder.path(), &from(0));
    let found = dump(folder.path());
    super::same(&REFERENCE, &found, "a second run");
    let mut tables: Vec<&str> = found.iter().filter_map(|row| row.split(' ').next()).collect();
    tables.dedup();
    let all = "_sqlx_migrations accounts channels communities cursors digests drift_resets feedback findings messages nudges \
        outbox pauses senders settings settings_log weekly_summaries";
    assert_eq!(tables.join(" "), all, "{said}");
    for what in ["'unfit'", "'disputed'", "'ask_pause'", "'card_gone'", "'cooling'", "'paused'", "'floor'", "'reply'"] {
        assert!(found.iter().any(|row| row.contains(what)), "no {what}: {found:#?}");
    }
    assert_eq!(stored(folder.path()), SCRIPT.len());
}

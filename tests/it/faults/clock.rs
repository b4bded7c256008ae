//! The clock jumps.

use super::script::{self, SCRIPT};
use super::{Dice, dump, goes_well, same};

/// The first weeks of the script, and then so many days without a word.
fn and_then(steps: &[u32]) -> String {
    let begun: String = SCRIPT[..12].iter().map(script::Line::typed).collect();
    let days: String = steps.iter().map(|hours| format!("/time +{hours}h\n")).collect();
    format!("{begun}{days}")
}

#[test]
fn time_that_jumps_does_what_time_that_goes_by_does() {
    let [jumped, went] = [0, 1].map(|_| tempfile::tempdir().unwrap());
    goes_well(jumped.path(), &and_then(&[24 * 70]));
    let mut dice = Dice(3);
    let mut steps = Vec::new();
    while steps.iter().sum::<u32>() < 24 * 70 {
        let left = 24 * 70 - steps.iter().sum::<u32>();
        steps.push((dice.below(120) as u32 + 1).min(left));
    }
    goes_well(went.path(), &and_then(&steps));
    same(&dump(jumped.path()), &dump(went.path()), "step by step");
}

#[test]
fn time_that_jumps_back_changes_nothing() {
    let [straight, back] = [0, 1].map(|_| tempfile::tempdir().unwrap());
    goes_well(straight.path(), &script::from(0));
    let mut dice = Dice(5);
    let lines: String = SCRIPT
        .iter()
        .map(|line| {
            let years = ["1970-01-02", "2001-01-01", "2026-02-28", "2025-12-31", "2019-07-01"];
            format!("{}/time {}T12:00\n", line.typed(), years[dice.below(5) as usize])
        })
        .collect();
    let said = goes_well(back.path(), &format!("{lines}{}", script::from(SCRIPT.len())));
    assert_eq!(said.matches("The clock only goes forwards.").count(), SCRIPT.len(), "{said}");
    same(&dump(straight.path()), &dump(back.path()), "jumps back");
}

#[test]
fn what_is_beyond_the_calendar_is_no_time() {
    let folder = tempfile::tempdir().unwrap();
    let times = ["9999-12-31T23:59", "9001-01-01T10:00", "1969-12-30T10:00", "-009999-01-02T00:00"];
    let lines: String = times.iter().map(|time| format!("/time {time}\n")).collect();
    let said = goes_well(
        folder.path(),
        &format!("{lines}/time 8999-12-30T10:00\nDoors at 7.\n/time +1d\n/time +100000w\n/time +3h\n"),
    );
    assert_eq!(said.matches("Write it like this: /time").count(), 5, "{said}");
    assert!(said.contains("8999-12-31 13:00"), "{said}");
}

//! A typed line is read or refused, and a clock that moves stands somewhere a calendar holds.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use punktum::platform::console::line::{self, Line};

pub(crate) fn run(data: &[u8]) {
    let Ok(raw) = std::str::from_utf8(data) else { return };
    if let Ok(Line::Time(to)) = line::read(raw)
        && let Some(at) = to.from(Timestamp::UNIX_EPOCH, &TimeZone::UTC)
    {
        assert!(at > Timestamp::UNIX_EPOCH && at.as_second() < 221_845_392_000);
    }
}

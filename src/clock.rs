//! The one place that reads the machine's clock; everything else is given the time.

use jiff::Timestamp;

/// The machine's time, to the millisecond as everything is stored.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "this is the one place")]
pub(crate) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

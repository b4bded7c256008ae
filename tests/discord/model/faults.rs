//! What goes wrong on request, and the rate limits that always hold.

use std::time::{Duration, Instant};

use super::{Answer, Model};

/// Something that goes wrong with the next requests of a route.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    /// `POST /channels/{channel_id}/messages`, or its beginning.
    pub(crate) on: &'static str,
    pub(crate) what: What,
    pub(crate) times: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum What {
    /// 5xx.
    Fails(u16),
    /// 429 of a scope (`user`, `global`, `shared`) for so many seconds.
    Limits(&'static str, f64),
    /// The connection ends before anything was done.
    DropUnread,
    /// It is done, and the connection ends before the answer.
    DropTaken,
    /// So many milliseconds late.
    Slow(u64),
    /// It is done, and the answer is so many milliseconds late.
    SlowTaken(u64),
}

/// A bucket of the rate limit: so many requests in a window of real time.
#[derive(Debug)]
pub(crate) struct Bucket {
    until: Instant,
    left: u32,
}

const PER_WINDOW: u32 = 5;
const WINDOW: Duration = Duration::from_millis(400);

impl Model {
    /// Lets something go wrong.
    pub(crate) fn fails(&self, on: &'static str, what: What, times: u32) {
        self.state().faults.push(Fault { on, what, times });
    }

    pub(crate) fn fault(&self, method: &str, route: &str) -> Option<What> {
        let name = format!("{method} {route}");
        let mut state = self.state();
        state.calls.push(name.clone());
        let fault = state.faults.iter_mut().find(|fault| fault.times > 0 && name.starts_with(fault.on))?;
        fault.times -= 1;
        Some(fault.what)
    }

    /// 429 where a client asks more than its bucket holds.
    pub(crate) fn limit(&self, method: &str, route: &str, path: &str) -> Option<Answer> {
        if route != "/channels/{channel_id}/messages" || method != "POST" {
            return None;
        }
        let mut state = self.state();
        let now = Instant::now();
        let bucket = state.buckets.entry(path.to_owned()).or_insert(Bucket { until: now + WINDOW, left: PER_WINDOW });
        if bucket.until <= now {
            *bucket = Bucket { until: now + WINDOW, left: PER_WINDOW };
        }
        let after = (bucket.until - now).as_secs_f64();
        if bucket.left == 0 {
            state.overrun += 1;
            return Some(Answer::limited("user", after));
        }
        bucket.left -= 1;
        None
    }

    /// What is left in a bucket, as headers.
    pub(crate) fn headers(&self, path: &str) -> Vec<(&'static str, String)> {
        let state = self.state();
        let Some(bucket) = state.buckets.get(path) else { return Vec::new() };
        let after = bucket.until.saturating_duration_since(Instant::now()).as_secs_f64();
        vec![
            ("x-ratelimit-limit", PER_WINDOW.to_string()),
            ("x-ratelimit-remaining", bucket.left.to_string()),
            ("x-ratelimit-reset-after", format!("{after:.3}")),
            ("x-ratelimit-bucket", "posts".to_owned()),
        ]
    }
}

impl Answer {
    pub(crate) fn limited(scope: &str, after: f64) -> Self {
        let mut answer = Self::error(429, 0, "You are being rate limited.");
        answer.body["retry_after"] = after.into();
        answer.body["global"] = (scope == "global").into();
        answer.headers = vec![("retry-after", format!("{after:.3}")), ("x-ratelimit-scope", scope.to_owned())];
        if scope == "global" {
            answer.headers.push(("x-ratelimit-global", "true".to_owned()));
        }
        answer
    }
}

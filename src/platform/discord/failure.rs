//! What a failed request means to the house.

use std::time::Duration;

use jiff::Timestamp;
use serenity::http::{HttpError, StatusCode};

use crate::platform::Failure;

/// So long a request may take, rate limits included; after that its fate is unknown and it is looked for before it is
/// repeated.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// So long a request may take while all that happens waits for it.
pub(super) const PROMPT: Duration = Duration::from_secs(2);

/// The reason where a message does not stand any more.
pub(super) const GONE: &str = "gone";
/// The reason where a channel or thread does not exist any more.
pub(super) const NO_CHANNEL: &str = "no_channel";

/// Waits for a request, though not for ever.
pub(super) async fn patiently<T>(
    now: Timestamp,
    request: impl Future<Output = serenity::Result<T>>,
) -> Result<T, Failure> {
    within(PATIENCE, now, request).await
}

/// Waits for a request so long.
pub(super) async fn within<T>(
    limit: Duration,
    now: Timestamp,
    request: impl Future<Output = serenity::Result<T>>,
) -> Result<T, Failure> {
    match tokio::time::timeout(limit, request).await {
        Ok(done) => done.map_err(|error| failure(&error, now)),
        Err(_) => Err(Failure::Later(now)),
    }
}

/// Discord's codes: 50007 and 50278 close a direct message; 50001 and 50013 are missing rights, 10003 a channel
/// and 10008 a message that is gone; what the server or the way to it did may be better next time.
fn failure(error: &serenity::Error, now: Timestamp) -> Failure {
    let serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) = error else {
        return Failure::Later(now);
    };
    match (response.status_code, response.error.code) {
        (_, 50007 | 50278) => Failure::DirectClosed,
        (_, 50001 | 50013) => Failure::Refused("no_rights"),
        (_, 10003) => Failure::Refused(NO_CHANNEL),
        (_, 10008) => Failure::Refused(GONE),
        // The token was taken away: the gateway ends the program, and the post waits for the next one.
        (StatusCode::UNAUTHORIZED, _) => Failure::Later(now),
        // Direct messages were opened too fast.
        (StatusCode::TOO_MANY_REQUESTS, _) | (_, 40003) => Failure::Later(now),
        (status, _) if status.is_server_error() => Failure::Later(now),
        _ => Failure::Refused("refused"),
    }
}

/// Whether Discord does not take the token.
pub(super) fn is_unauthorised(error: &serenity::Error) -> bool {
    matches!(error, serenity::Error::Http(error) if error.status_code() == Some(StatusCode::UNAUTHORIZED))
}

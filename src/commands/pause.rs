//! Silence for a while.

use super::{Command, Desk, Error, Reply};

pub(super) async fn pause(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

//! The weekly digest on demand, and its time.

use super::{Command, Desk, Error, Reply};

pub(super) async fn preview(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

pub(super) async fn now(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

pub(super) async fn schedule(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

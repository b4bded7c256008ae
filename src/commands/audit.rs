//! What the official messages of a while were worth.

use super::{Command, Desk, Error, Reply};

pub(super) async fn community(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

pub(super) async fn channel(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

pub(super) async fn account(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

pub(super) async fn message(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

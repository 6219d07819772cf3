//! A server for this machine's own browser: a thread for each connection, and one answer on each.
//!
//! Not tiny_http: two connections that come at the same moment can wake only one of its threads, and the other then
//! waits until a third is done, which with connections that are kept alive is never. Pages of the demo hung.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// More than any browser sends before the body.
const HEAD: u64 = 64 * 1024;
/// A connection that a browser opened in advance may never be used.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a browser asks.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Question {
    pub method: String,
    /// The path and what follows it.
    pub target: String,
    headers: Vec<(String, String)>,
}

/// What it is told.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Question {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    fn read(from: &mut impl BufRead) -> Option<Self> {
        let mut from = from.take(HEAD);
        let mut line = String::new();
        from.read_line(&mut line).ok()?;
        let mut words = line.split_whitespace();
        let mut question = Self { method: words.next()?.into(), target: words.next()?.into(), headers: Vec::new() };
        loop {
            line.clear();
            if from.read_line(&mut line).ok()? == 0 {
                return None;
            }
            match line.trim_end().split_once(':') {
                Some((name, value)) => question.headers.push((name.into(), value.trim().into())),
                None => return Some(question),
            }
        }
    }
}

/// Answers for as long as the program runs.
pub fn serve(listener: &TcpListener, answer: impl Fn(&Question) -> Reply + Send + Sync + 'static) {
    let answer = Arc::new(answer);
    for connection in listener.incoming().flatten() {
        let answer = Arc::clone(&answer);
        // The visitor may have left in the meantime; there is nobody to tell.
        thread::spawn(move || drop(talk(&connection, answer.as_ref())));
    }
}

fn talk(connection: &TcpStream, answer: &impl Fn(&Question) -> Reply) -> std::io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(connection);
    let Some(question) = Question::read(&mut reader) else { return Ok(()) };
    // To be read, or closing the connection would take the answer with it.
    let length = question.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    std::io::copy(&mut reader.take(length), &mut std::io::sink())?;
    let Reply { status, headers, body } = answer(&question);
    let mut head = format!("HTTP/1.1 {status} \r\nconnection: close\r\n");
    if status != 204 {
        head.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    for (name, value) in headers.iter().filter(|(_, value)| !value.contains(['\r', '\n'])) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let mut writer = connection;
    writer.write_all(head.as_bytes())?;
    if status != 204 && question.method != "HEAD" {
        writer.write_all(&body)?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_browsers_send() {
        let question = Question::read(&mut &b"GET /a?b HTTP/1.1\r\nHost: x.localhost:1\r\nAccept: */*\r\n\r\nrest"[..]).unwrap();
        assert_eq!((question.method.as_str(), question.target.as_str()), ("GET", "/a?b"));
        assert_eq!(question.header("host"), Some("x.localhost:1"));
        assert_eq!(Question::read(&mut &b"GET / HTTP/1.1\r\nHost: x"[..]), None, "it broke off");
        assert_eq!(Question::read(&mut &b""[..]), None);
    }

    #[test]
    fn answers_many_at_once_beside_connections_that_say_nothing() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let place = listener.local_addr().unwrap();
        thread::spawn(move || {
            serve(&listener, |question| Reply {
                status: 200,
                headers: vec![("x-target", question.target.clone())],
                body: b"body".to_vec(),
            });
        });
        let silent: Vec<TcpStream> = (0..8).map(|_| TcpStream::connect(place).unwrap()).collect();
        let asked: Vec<_> = (0..24)
            .map(|number| {
                thread::spawn(move || {
                    let mut connection = TcpStream::connect(place).unwrap();
                    connection.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
                    write!(connection, "POST /{number} HTTP/1.1\r\ncontent-length: 3\r\n\r\nabc").unwrap();
                    let mut told = String::new();
                    connection.read_to_string(&mut told).unwrap();
                    assert!(
                        told.starts_with("HTTP/1.1 200 ")
                            && told.contains(&format!("x-target: /{number}\r\n"))
                            && told.ends_with("\r\n\r\nbody"),
                        "{told}"
                    );
                })
            })
            .collect();
        for one in asked {
            one.join().unwrap();
        }
        drop(silent);
    }
}

//! Where a request comes from. Behind a proxy all connections come from the proxy: then it is believed who it
//! says they come from, and nobody else is.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    str::FromStr,
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};

/// The networks of the proxies that are believed. None: people connect to the process itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Vec<Network>);

/// The addresses that share their first bits with this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    bits: u32,
}

impl Proxies {
    /// Whatever connects from this machine itself.
    pub fn on_this_machine() -> Self {
        Self(vec![
            Network {
                address: IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)),
                bits: 8,
            },
            Network {
                address: IpAddr::V6(Ipv6Addr::LOCALHOST),
                bits: 128,
            },
        ])
    }

    fn hold(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.holds(address))
    }

    /// Who asks, if the connection comes from `peer`: the last in `X-Forwarded-For` that is no proxy of ours.
    /// All before that, whoever asks may have written.
    fn behind(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut from = peer;
        let named = headers.get_all("x-forwarded-for");
        let mut hops = named
            .iter()
            .filter_map(|hops| hops.to_str().ok())
            .flat_map(|hops| hops.split(','))
            .collect::<Vec<_>>();
        while self.hold(from)
            && let Some(hop) = hops.pop()
            && let Ok(hop) = hop.trim().parse()
        {
            from = hop;
        }
        from
    }
}

impl Network {
    fn holds(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                let other = u32::from(network) ^ u32::from(address);
                other.checked_shr(32 - self.bits).unwrap_or(0) == 0
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                let other = u128::from(network) ^ u128::from(address);
                other.checked_shr(128 - self.bits).unwrap_or(0) == 0
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

/// Addresses and networks, separated by commas.
impl FromStr for Proxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split(',')
            .map(network)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

fn network(text: &str) -> Result<Network, String> {
    let text = text.trim();
    let fault = || format!("{text} is no address and no network");
    let (address, bits) = text.split_once('/').unwrap_or((text, ""));
    let address: IpAddr = address.parse().map_err(|_| fault())?;
    let longest = if address.is_ipv4() { 32 } else { 128 };
    let bits = match bits {
        "" => longest,
        bits => bits.parse().map_err(|_| fault())?,
    };
    if bits > longest {
        return Err(fault());
    }
    Ok(Network { address, bits })
}

/// Puts the address of the person in the place of the proxy's.
pub async fn of_people(
    State(proxies): State<Arc<Proxies>>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    if let Some(ConnectInfo(peer)) = peer.copied() {
        let from = proxies.behind(peer.ip(), request.headers());
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::new(from, peer.port())));
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn behind(proxies: &str, peer: &str, hops: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for hop in hops {
            headers.append("x-forwarded-for", HeaderValue::from_static(hop));
        }
        let proxies: Proxies = proxies.parse().expect("networks");
        let peer = peer.parse().expect("an address");
        proxies.behind(peer, &headers).to_string()
    }

    #[test]
    fn only_what_a_proxy_of_ours_wrote_counts() {
        let here = "127.0.0.0/8, ::1";
        for (peer, hops, from) in [
            ("127.0.0.1", &["10.0.0.1, 203.0.113.7"][..], "203.0.113.7"),
            ("127.0.0.1", &["10.0.0.1", "2001:db8::7"], "2001:db8::7"),
            ("::1", &["203.0.113.7, 127.0.0.1"], "203.0.113.7"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &["203.0.113.7, unknown"], "127.0.0.1"),
            ("198.51.100.1", &["203.0.113.7"], "198.51.100.1"),
        ] {
            assert_eq!(behind(here, peer, hops), from, "{peer} {hops:?}");
        }
        assert_eq!(
            behind("10.0.0.0/8", "10.9.8.7", &["203.0.113.7"]),
            "203.0.113.7"
        );
        assert_eq!(
            behind("2001:db8::/32", "2001:db9::1", &["::7"]),
            "2001:db9::1"
        );
        assert_eq!(
            behind("0.0.0.0/0", "192.0.2.1", &["192.0.2.7"]),
            "192.0.2.7"
        );
    }

    #[test]
    fn nobody_is_believed_by_mistake() {
        for text in ["", "proxy", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8,"] {
            assert!(text.parse::<Proxies>().is_err(), "{text}");
        }
        let nobody = Proxies::default();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("203.0.113.7"));
        let peer = IpAddr::V4(Ipv4Addr::LOCALHOST);
        assert_eq!(nobody.behind(peer, &headers), peer);
    }
}

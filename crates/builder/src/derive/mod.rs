//! Order log in, catalogue out.

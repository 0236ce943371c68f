package dev.headrace.admin.staff;

import java.util.Locale;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

/** Loads the person who signs in. */
@Service
class SignIn implements UserDetailsService {

    private final People people;

    SignIn(People people) {
        this.people = people;
    }

    @Override
    public UserDetails loadUserByUsername(String email) {
        return people.findByEmail(email.strip().toLowerCase(Locale.ROOT))
                .map(SignedInPerson::new)
                .orElseThrow(() -> new UsernameNotFoundException("no account has this email address"));
    }
}

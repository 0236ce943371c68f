package dev.headrace.admin.staff;

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
        return people.findByEmail(Person.emailOf(email))
                .map(SignedInPerson::new)
                .orElseThrow(() -> new UsernameNotFoundException("no account has this email address"));
    }
}

package dev.headrace.admin.staff;

import java.util.List;
import java.util.Locale;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

/** Finds the person who signs in. */
@Service
class SignIn implements UserDetailsService {

    private final People people;

    SignIn(People people) {
        this.people = people;
    }

    @Override
    public UserDetails loadUserByUsername(String email) {
        return people.findByEmail(email.strip().toLowerCase(Locale.ROOT))
                .map(person -> new User(person.email(), person.passwordHash(),
                        List.of(new SimpleGrantedAuthority(Actors.authority(person.role())))))
                .orElseThrow(() -> new UsernameNotFoundException("nobody has this address"));
    }
}

package nl.draaiboek.engine;

import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;

/** The engine's own logins and groups, but for the passwords that another directory keeps. */
final class PasswordsOfElsewhere implements SessionFactory {

    private final ObjectProvider<OutsidePasswords> outside;

    PasswordsOfElsewhere(ObjectProvider<OutsidePasswords> outside) {
        this.outside = outside;
    }

    @Override
    public Class<?> getSessionType() {
        return DbIdentityServiceProvider.class;
    }

    @Override
    public Session openSession() {
        return new DbIdentityServiceProvider() {
            @Override
            public boolean checkPassword(String user, String password) {
                return outside.stream()
                        .flatMap(elsewhere -> elsewhere.check(user, password).stream())
                        .findFirst()
                        .orElseGet(() -> super.checkPassword(user, password));
            }
        };
    }
}

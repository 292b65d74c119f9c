package nl.draaiboek.engine;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The engine's own logins and groups, but for the passwords that another directory keeps. A login that has no password yet, as one
 * taken over from a sheet, is refused as one with another password is.
 */
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

            @Override
            protected boolean matchPassword(String password, UserEntity user) {
                if (user.getPassword() != null && user.getSalt() != null) {
                    return super.matchPassword(password, user);
                }
                // As much work as for a wrong one: how long an answer takes tells nothing either.
                Context.getProcessEngineConfiguration().getPasswordManager().encrypt(password);
                return false;
            }
        };
    }
}

package dev.headrace.admin.activity;

import java.util.List;

/** The actions of a feature, as a bean. Activities of other actions cannot be recorded. */
public interface ActionSource {

    List<Action> actions();
}

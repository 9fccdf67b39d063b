package io.openbell.api.view;

import io.openbell.api.strategy.Opportunity;
import java.util.List;

/** What could be earned, as strategies and scanners told it. Any thread. */
public interface OpportunityBoard {

    /** The latest, newest first, at most a few hundred; of this process. */
    List<Opportunity> latest();
}

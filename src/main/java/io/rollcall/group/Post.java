package io.rollcall.group;

import io.rollcall.store.JournalEntry;
import java.util.List;

/** Takes what is to be told, for good: what it has taken is told, or it is known why not. */
@FunctionalInterface
public interface Post {
    /** Takes them and keeps them together with the entries that say that they were taken: all or nothing. */
    void take(List<Posting> postings, List<? extends JournalEntry> alsoKeep);
}

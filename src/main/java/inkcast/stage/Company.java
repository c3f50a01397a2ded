package inkcast.stage;

/**
 * What the nodes of all writers share.
 *
 * @param prefix of every address
 * @param midi whether each has a node of what it plays
 * @param hands makes other hands ready
 */
record Company(
    String prefix,
    boolean midi,
    Backstage hands,
    People people,
    Turns turns,
    ModelNodes.Scratch scratch,
    Events events) {}

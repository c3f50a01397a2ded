package inkcast.stage;

/**
 * What the nodes of all writers share.
 *
 * @param prefix of every address
 * @param midi whether each has a node of what it plays
 * @param doors make ready what takes longer
 */
record Company(
    String prefix,
    boolean midi,
    Backstage.Doors doors,
    People people,
    Turns turns,
    ModelNodes.Scratch scratch,
    Events events) {}

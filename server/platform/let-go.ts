/** Thrown when a piece of background work was cancelled, is another's by now, or its process stops; nothing is wrong. */
export class LetGo extends Error {}

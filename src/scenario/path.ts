/** Keys from the top of the document; list items by index. */
export type Path = readonly (string | number)[];

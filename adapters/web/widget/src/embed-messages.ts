/** What the chat in its frame tells the page around it: somebody closed it from inside. */
export const closeMessage = "tro-ly-so:close";

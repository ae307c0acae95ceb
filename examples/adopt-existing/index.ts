// What `partnercenter import --program estate.ts` wrote. From here on it is yours: move it, name it, loop over it. The
// resources keep their names.
import "./estate";

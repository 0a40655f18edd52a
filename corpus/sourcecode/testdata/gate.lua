-- The gates of the harbour.
local M = {}

--[[ Opens a gate
unless the water is frozen. ]]
function M.open(gate)
  local s = [[ function no() ]]
end

-- It shuts a gate.
M.shut = function(gate) end

local function helper() end
return M
